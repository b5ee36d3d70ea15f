import { describe, expect, it } from 'vitest'
import { type Delivery, Outbox, type Outgoing } from '../../../dashboard/web/src/state/outbox.ts'

const decision = (finding: string, id: string, expected?: string): Outgoing => ({ finding, request: { id, outcome: 'case', expected } })

/** An outbox whose server answers what the test says, and whose waits end at once. */
function outboxWith(answers: (outgoing: Outgoing) => Delivery['kind'], kept = '[]') {
  const sent: string[] = []
  const delivered: string[] = []
  const waits: number[] = []
  const store = { value: kept }
  const outbox = new Outbox({
    async send(outgoing) {
      sent.push(outgoing.request.id)
      const kind = answers(outgoing)
      if (kind === 'saved') return { kind, decision: { ...outgoing.request, finding: outgoing.finding, by: 'a', byName: 'A', at: '' } }
      if (kind === 'conflict') return { kind, decisions: [] }
      return kind === 'retry' ? { kind } : { kind: 'refused', message: 'no' }
    },
    keep: { read: () => store.value, write: (value) => (store.value = value) },
    onDelivered: (outgoing, { kind }) => delivered.push(`${outgoing.request.id} ${kind}`),
    async wait(ms) {
      waits.push(ms)
    },
  })
  return { outbox, sent, delivered, waits, store }
}

describe('the outbox', () => {
  it('calls nothing saved before the server said so', async () => {
    const { outbox, delivered } = outboxWith(() => 'saved')
    outbox.add(decision('f1', 'd1'))
    expect(outbox.isPending('f1')).toBe(true)
    expect(delivered).toEqual([])
    await expect.poll(() => delivered).toEqual(['d1 saved'])
    expect(outbox.isPending('f1')).toBe(false)
  })

  it('sends again, each time later, until an answer comes, and then the rest in order', async () => {
    let failures = 6
    const { outbox, sent, waits } = outboxWith(() => (failures-- > 0 ? 'retry' : 'saved'))
    outbox.add(decision('f1', 'd1'))
    outbox.add(decision('f2', 'd2'))
    await expect.poll(() => outbox.pending.length).toBe(0)
    expect(sent).toEqual([...Array.from({ length: 7 }, () => 'd1'), 'd2'])
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000])
    expect(outbox.failures).toBe(0)
  })

  it('keeps what is not saved over a reload', async () => {
    let open: () => void = () => {}
    const gate = new Promise<void>((resolve) => (open = resolve))
    const store = { value: '[]' }
    const keep = { read: () => store.value, write: (value: string) => (store.value = value) }
    const first = new Outbox({
      async send() {
        await gate
        return { kind: 'retry' }
      },
      keep,
      onDelivered: () => {},
      wait: () => new Promise(() => {}),
    })
    first.add(decision('f1', 'd1'))
    const { outbox, sent } = outboxWith(() => 'saved', store.value)
    await outbox.run()
    open()
    expect(sent).toEqual(['d1'])
  })

  it('drops what was decided on top of a decision that lost', async () => {
    const { outbox, sent, delivered } = outboxWith(({ request }) => (request.id === 'd1' ? 'conflict' : 'saved'))
    outbox.add(decision('f1', 'd1'))
    outbox.add(decision('f1', 'd2', 'd1'))
    outbox.add(decision('f2', 'd3'))
    await expect.poll(() => outbox.pending.length).toBe(0)
    expect(sent).toEqual(['d1', 'd3'])
    expect(delivered).toEqual(['d1 conflict', 'd3 saved'])
  })

  it('starts empty where what was kept cannot be read', () => {
    expect(outboxWith(() => 'saved', '{not json').outbox.pending).toEqual([])
  })
})
