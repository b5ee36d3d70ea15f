import type { StoredPage, Sweep } from '../../domain/index.ts'
import { isWall } from '../../domain/index.ts'
import type { Store, SweepCounts } from '../port.ts'
import { put } from './collections.ts'
import type { Collections } from './collections.ts'

/** Sweeps and the pages that they fetched. */
export function pagesIn({ sweeps, pages, listings, findings }: Collections) {
  return {
    async write(written: readonly StoredPage[] = []): Promise<void> {
      await put(
        pages,
        written.map((page) => ({ _id: page.key, sweep: page.sweep, kind: page.kind, json: JSON.stringify(page) })),
      )
    },

    port: {
      async putSweep(sweep) {
        await put(sweeps, [{ _id: sweep.id, startedAt: sweep.startedAt, state: sweep.state, json: JSON.stringify(sweep) }])
      },
      async getSweep(id) {
        const row = await sweeps.findOne({ _id: id })
        return row === null ? undefined : (JSON.parse(row.json) as Sweep)
      },
      async listSweeps({ limit = 100, state } = {}) {
        const cursor = sweeps.find(state === undefined ? {} : { state }, { sort: { startedAt: -1, _id: 1 }, limit })
        return (await cursor.toArray()).map((row) => JSON.parse(row.json) as Sweep)
      },
      async countSweep(id) {
        const counts: SweepCounts = { pages: 0, listings: 0, walls: {}, failed: 0, refused: 0, findings: 0 }
        const kinds = await pages
          .aggregate<{ _id: StoredPage['kind']; n: number }>([{ $match: { sweep: id } }, { $group: { _id: '$kind', n: { $sum: 1 } } }])
          .toArray()
        for (const { _id: kind, n } of kinds.toSorted((a, b) => (a._id < b._id ? -1 : 1))) {
          if (kind === 'failed' || kind === 'refused') counts[kind] = n
          else counts.pages += n
          if (kind !== 'failed' && kind !== 'refused' && isWall(kind)) counts.walls[kind] = n
        }
        counts.listings = await listings.countDocuments({ sweep: id })
        counts.findings = await findings.countDocuments({ sweep: id, withdrawn: null })
        return counts
      },

      async getPage(key) {
        const row = await pages.findOne({ _id: key })
        return row === null ? undefined : (JSON.parse(row.json) as StoredPage)
      },
      async listPages({ after = '', limit, sweep, kind }) {
        const filter = { _id: { $gt: after }, ...(sweep === undefined ? {} : { sweep }), ...(kind === undefined ? {} : { kind }) }
        const rows = (await pages.find(filter, { sort: { _id: 1 }, limit }).toArray()).map((row) => JSON.parse(row.json) as StoredPage)
        return { rows, next: rows.length < limit ? undefined : rows.at(-1)?.key }
      },
    } satisfies Partial<Store>,
  }
}
