import { afterEach, describe, expect, it, vi } from 'vitest'
import type { QueueRow } from '../../../dashboard/server/api.ts'
import { Queue } from '../../../dashboard/web/src/state/queue.ts'

const row = (id: string, priority: number, decided?: QueueRow['decided']): QueueRow => ({
  id,
  rule: 'TM-02',
  verdict: 'TM_INF',
  subject: '',
  probability: 0.9,
  priority,
  firstSeen: '2026-11-24T00:00:00+08:00',
  decided,
  trial: false,
  title: id,
  platform: 'p',
  seller: '',
  off: false,
})

/** Answers the pages of the queue by their cursor, and the counts. */
function serve(pages: Record<string, { rows: QueueRow[]; next?: string }>, open = 3) {
  vi.stubGlobal('fetch', async (address: string) => {
    const url = new URL(address, 'http://x')
    const counts = { open, decided: { case: 1, order: 0, dismiss: 0, doubt: 0 } }
    return Response.json(url.pathname.endsWith('/counts') ? counts : (pages[url.searchParams.get('after') ?? ''] ?? { rows: [] }))
  })
}
afterEach(() => vi.unstubAllGlobals())

describe('the queue on the screen', () => {
  it('keeps a decided row in its place and passes over it', async () => {
    serve({ '': { rows: [row('a', 80), row('b', 70), row('c', 60)] } })
    const queue = new Queue()
    await queue.load()
    queue.mark('b', 'dismiss')
    expect(queue.rows.map(({ id, decided }) => [id, decided])).toEqual([
      ['a', undefined],
      ['b', 'dismiss'],
      ['c', undefined],
    ])
    expect(queue.after('a', 2).map(({ id }) => id)).toEqual(['c'])
  })

  it('counts a decision and its undoing', async () => {
    serve({ '': { rows: [row('a', 80)] } })
    const queue = new Queue()
    await queue.load()
    queue.mark('a', 'order')
    expect(queue.counts).toEqual({ open: 2, decided: { case: 1, order: 1, dismiss: 0, doubt: 0 } })
    queue.mark('a', 'case')
    expect(queue.counts).toEqual({ open: 2, decided: { case: 2, order: 0, dismiss: 0, doubt: 0 } })
    queue.mark('a', 'reopen')
    expect(queue.counts).toEqual({ open: 3, decided: { case: 1, order: 0, dismiss: 0, doubt: 0 } })
  })

  it('loads the next page by its key and shows no row twice', async () => {
    serve({ '': { rows: [row('a', 80), row('b', 70)], next: 'k' }, k: { rows: [row('b', 70), row('c', 60)] } })
    const queue = new Queue()
    await queue.load()
    await queue.more()
    expect(queue.rows.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(queue.hasMore).toBe(false)
  })

  it('stops at both ends', async () => {
    serve({ '': { rows: [row('a', 80), row('b', 70)] } })
    const queue = new Queue()
    await queue.load()
    expect([queue.move(-1), queue.move(1), queue.move(1)]).toEqual(['a', 'b', 'b'])
  })

  it('keeps the cursor on the first row until it is moved, whatever comes in above', async () => {
    serve({ '': { rows: [row('a', 80)] } })
    const queue = new Queue()
    await queue.load()
    serve({ '': { rows: [row('z', 99), row('a', 80)] } })
    await queue.load()
    expect([queue.cursor, queue.isUntouched]).toEqual(['z', true])
    queue.move(1)
    serve({ '': { rows: [row('zz', 100), row('z', 99), row('a', 80)] } })
    await queue.load()
    expect([queue.cursor, queue.isUntouched]).toEqual(['a', false])
  })

  it('tells how many came while the officer works, without moving the rows', async () => {
    serve({ '': { rows: [row('a', 80)] } }, 3)
    const queue = new Queue()
    await queue.load()
    serve({ '': { rows: [row('z', 99), row('a', 80)] } }, 5)
    await queue.look()
    expect(queue.fresh).toBe(2)
    expect(queue.rows.map(({ id }) => id)).toEqual(['a'])
  })
})
