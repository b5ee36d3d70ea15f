import { Hono } from 'hono'
import { dayOf, daysBetween, TABLE_NAMES, type TableName } from '../../../domain/index.ts'
import { decodeTable, parseTable } from '../../../rules/registry/index.ts'
import type { RegistryAnswer } from '../api.ts'
import { type Env, record, type RouteContext } from '../context.ts'
import { refuse } from '../security.ts'

/** A snapshot that is older carries no decision alone (docs/formats.md). */
const FRESH_DAYS = 90

const isTableName = (name: string): name is TableName => (TABLE_NAMES as readonly string[]).includes(name)

/** The registry tables in use, and their replacement by a newer snapshot. */
export function registryRoutes({ services }: RouteContext): Hono<Env> {
  const { store, clock } = services
  const routes = new Hono<Env>()

  const answer = (): RegistryAnswer => {
    const today = dayOf(clock.now())
    const tables = services.registry().map((table) => ({ ...table, stale: daysBetween(table.asOf, today) > FRESH_DAYS }))
    return { today, tables, missing: TABLE_NAMES.filter((name) => !tables.some((table) => table.name === name)) }
  }

  routes.get('/', (c) => c.json(answer()))

  // The body is the CSV file as it lies on the officer's disk; its charset is found from its bytes.
  routes.put('/:table', async (c) => {
    const user = c.get('user')
    const name = c.req.param('table')
    if (!services.registryChanged || !isTableName(name)) return refuse(c, 404, 'not-found', 'no such table')
    if (user.role === 'officer') return refuse(c, 403, 'forbidden', 'supervisors replace registry tables')
    const file = c.req.query('file') || `${name}.csv`
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    const table = parseTable(name, decodeTable(bytes, file), { source: file, complete: c.req.query('partial') !== '1' })
    await store.putTable(table)
    await record(store, clock, user.name, 'registry.imported', name, {
      rows: table.rows.length,
      asOf: table.asOf,
      complete: table.complete,
    })
    await services.registryChanged()
    return c.json(answer())
  })

  return routes
}
