import type { Statement } from 'better-sqlite3'
import type { Connection } from './database.ts'

/** Conditions joined by AND, each with its values; a condition whose value is undefined is left out. */
export interface Condition {
  sql: string
  values: readonly (string | number)[]
}

/** `column = value`, or nothing where no value is asked for. */
export function equals(column: string, value: string | number | undefined): Condition[] {
  return value === undefined ? [] : [{ sql: `${column} = ?`, values: [value] }]
}

/** Runs `SELECT … WHERE conditions … tail`; statements are prepared once a text. */
export function selector(db: Connection) {
  const prepared = new Map<string, Statement<(string | number)[]>>()
  return function select<Row>(head: string, conditions: readonly Condition[], tail = '', ...values: (string | number)[]): Row[] {
    const where = conditions.length === 0 ? '' : ` WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`
    const text = `${head}${where} ${tail}`
    let statement = prepared.get(text)
    if (statement === undefined) prepared.set(text, (statement = db.prepare(text)))
    return statement.all(...conditions.flatMap((condition) => condition.values), ...values) as Row[]
  }
}
export type Select = ReturnType<typeof selector>
