import type { StoredPage, Sweep } from '../../domain/index.ts'
import { isWall } from '../../domain/index.ts'
import type { Store, SweepCounts } from '../port.ts'
import type { Connection } from './database.ts'
import { equals } from './select.ts'
import type { Select } from './select.ts'

interface JsonRow {
  json: string
}

/** Sweeps and the pages that they fetched. */
export function pagesIn(db: Connection, select: Select) {
  const upsertSweep = db.prepare(
    `INSERT INTO sweeps (id, started_at, state, json) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET started_at = excluded.started_at, state = excluded.state, json = excluded.json`,
  )
  const upsertPage = db.prepare(
    `INSERT INTO pages (key, sweep, kind, json) VALUES (?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET sweep = excluded.sweep, kind = excluded.kind, json = excluded.json`,
  )

  return {
    write(pages: readonly StoredPage[] = []): void {
      for (const page of pages) upsertPage.run(page.key, page.sweep, page.kind, JSON.stringify(page))
    },

    port: {
      async putSweep(sweep) {
        upsertSweep.run(sweep.id, sweep.startedAt, sweep.state, JSON.stringify(sweep))
      },
      async getSweep(id) {
        return select<JsonRow>('SELECT json FROM sweeps', equals('id', id)).map((row) => JSON.parse(row.json) as Sweep)[0]
      },
      async listSweeps({ limit = 100, state } = {}) {
        const rows = select<JsonRow>('SELECT json FROM sweeps', equals('state', state), 'ORDER BY started_at DESC, id LIMIT ?', limit)
        return rows.map((row) => JSON.parse(row.json) as Sweep)
      },
      async countSweep(id) {
        const counts: SweepCounts = { pages: 0, listings: 0, walls: {}, failed: 0, refused: 0, findings: 0 }
        const kinds = select<{ kind: StoredPage['kind']; n: number }>(
          'SELECT kind, count(*) AS n FROM pages',
          equals('sweep', id),
          'GROUP BY kind ORDER BY kind',
        )
        for (const { kind, n } of kinds) {
          if (kind === 'failed' || kind === 'refused') counts[kind] = n
          else counts.pages += n
          if (kind !== 'failed' && kind !== 'refused' && isWall(kind)) counts.walls[kind] = n
        }
        counts.listings = select<{ n: number }>('SELECT count(*) AS n FROM listings', equals('sweep', id))[0]?.n ?? 0
        const standing = [...equals('sweep', id), { sql: 'withdrawn IS NULL', values: [] }]
        counts.findings = select<{ n: number }>('SELECT count(*) AS n FROM findings', standing)[0]?.n ?? 0
        return counts
      },

      async getPage(key) {
        return select<JsonRow>('SELECT json FROM pages', equals('key', key)).map((row) => JSON.parse(row.json) as StoredPage)[0]
      },
      async listPages({ after = '', limit, sweep, kind }) {
        const conditions = [...equals('sweep', sweep), ...equals('kind', kind), { sql: 'key > ?', values: [after] }]
        const rows = select<JsonRow>('SELECT json FROM pages', conditions, 'ORDER BY key LIMIT ?', limit)
        const pages = rows.map((row) => JSON.parse(row.json) as StoredPage)
        return { rows: pages, next: pages.length < limit ? undefined : pages.at(-1)?.key }
      },
    } satisfies Partial<Store>,
  }
}
