import { beforeEach, describe, expect, it } from 'vitest'
import { ConfigError, ConflictError, toInstant } from '../../../domain/index.ts'
import type { Sweep } from '../../../domain/index.ts'
import { NightlyClock, decide } from '../../../queue/clock.ts'
import type { ClockedSweeps } from '../../../queue/clock.ts'
import type { Queue } from '../../../queue/port.ts'
import { nextWindow, openWindow, readSchedules, scheduleSchema, writeSchedules } from '../../../queue/schedule.ts'
import type { Schedule } from '../../../queue/schedule.ts'
import type { Store } from '../../../store/port.ts'

const at = (beijing: string): Date => new Date(`${beijing}:00+08:00`)
const schedule = (change: Partial<Schedule> = {}): Schedule =>
  scheduleSchema.parse({ id: 'nightly', start: '22:30', end: '06:00', ...change })
const sweep = (id: string, state: Sweep['state']): Sweep => ({ id, platforms: [], state, startedAt: '2026-03-02T22:30:00.000+08:00' })
const view = { sweeps: [], running: [], left: [] }
const TONIGHT = 'nightly-nightly-2026-03-02'

describe('the window of a schedule', () => {
  it('opens and closes in Beijing time, over midnight, and keeps its name all night', () => {
    const open = ['2026-03-02T22:29', '2026-03-02T22:30', '2026-03-03T00:00', '2026-03-03T05:59', '2026-03-03T06:00'].map(
      (time) => openWindow(schedule(), at(time))?.sweepId,
    )
    expect(open).toEqual([undefined, TONIGHT, TONIGHT, TONIGHT, undefined])
  })
  it('opens on the days asked for only', () => {
    const weekdays = schedule({ days: '* * 1-5' })
    // 2026-03-06 is a Friday: its night reaches into Saturday, and Saturday and Sunday open none.
    expect(openWindow(weekdays, at('2026-03-07T03:00'))?.sweepId).toBe('nightly-nightly-2026-03-06')
    expect(openWindow(weekdays, at('2026-03-07T23:00'))).toBeUndefined()
    expect(nextWindow(weekdays, at('2026-03-07T03:00'))?.opens).toEqual(at('2026-03-09T22:30'))
  })
  it('may be the whole day', () => {
    const all = schedule({ start: '08:00', end: '08:00' })
    expect(openWindow(all, at('2026-03-03T07:59'))?.sweepId).toBe(TONIGHT)
    expect(openWindow(all, at('2026-03-03T08:00'))?.sweepId).toBe('nightly-nightly-2026-03-03')
  })
})

describe('the settings of schedules', () => {
  it('are refused with the field that is wrong', async () => {
    const store = { putSetting: async () => {} }
    await expect(writeSchedules(store, [{ id: 'a', start: '25:00', end: '06:00' }])).rejects.toThrow('schedules[0.start]: expected HH:MM')
    await expect(writeSchedules(store, [{ id: 'a', start: '01:00', end: '06:00', days: 'every day' }])).rejects.toThrow('schedules[0.days]')
    const twin = { id: 'a', start: '01:00', end: '06:00' }
    await expect(writeSchedules(store, [twin, twin])).rejects.toThrow('two schedules are named a')
    await expect(readSchedules({ getSetting: async () => 'x' as never })).rejects.toThrow(ConfigError)
  })
})

describe('what the clock decides', () => {
  const types = (change: Partial<Parameters<typeof decide>[0]>) =>
    decide({ ...view, now: at('2026-03-02T23:00'), schedules: [schedule()], ...change }).map(({ type, sweepId }) => `${type} ${sweepId}`)

  it('is to start the sweep of the window once', () => {
    expect(types({})).toEqual([`start ${TONIGHT}`])
    expect(types({ running: [TONIGHT], sweeps: [sweep(TONIGHT, 'running')] })).toEqual([])
    expect(types({ sweeps: [sweep(TONIGHT, 'done')] })).toEqual([])
    expect(types({ sweeps: [sweep(TONIGHT, 'failed')] })).toEqual([])
  })
  it('is nothing outside the window or while the schedule is off', () => {
    expect(types({ now: at('2026-03-02T12:00') })).toEqual([])
    expect(types({ schedules: [schedule({ enabled: false })] })).toEqual([])
  })
  it('is to resume what a restart interrupted while the window is open', () => {
    expect(types({ sweeps: [sweep(TONIGHT, 'running')] })).toEqual([`resume ${TONIGHT}`])
    expect(types({ sweeps: [sweep(TONIGHT, 'interrupted')] })).toEqual([`resume ${TONIGHT}`])
  })
  it('is to stop at the end of the window, and to mark what died in it', () => {
    const now = at('2026-03-03T06:00')
    expect(types({ now, running: [TONIGHT], sweeps: [sweep(TONIGHT, 'running')] })).toEqual([`stop ${TONIGHT}`])
    expect(types({ now, sweeps: [sweep(TONIGHT, 'running')] })).toEqual([`mark-interrupted ${TONIGHT}`])
  })
  it('leaves alone sweeps that were started by hand and those that an officer stopped', () => {
    expect(types({ now: at('2026-03-02T12:00'), running: ['by-hand'], sweeps: [sweep('by-hand', 'running')] })).toEqual([])
    expect(types({ left: [TONIGHT], sweeps: [sweep(TONIGHT, 'interrupted')] })).toEqual([])
  })
  it('is to stop the old before it starts the new where one window ends as the next opens', () => {
    const all = schedule({ start: '08:00', end: '08:00' })
    expect(types({ schedules: [all], now: at('2026-03-03T08:00'), running: [TONIGHT], sweeps: [sweep(TONIGHT, 'running')] })).toEqual([
      `stop ${TONIGHT}`,
      'start nightly-nightly-2026-03-03',
    ])
  })
})

describe('the running clock', () => {
  let time: Date
  let stored: Map<string, Sweep>
  let settings: Map<string, unknown>
  let rights: Map<string, { owner: string; until: number }>
  const clock = { now: () => time }

  /** The few members of the ports that the clock uses, in memory, on the same hand-turned time. */
  const store = {
    getSetting: async (name: string) => settings.get(name),
    putSetting: async (name: string, value: unknown) => void settings.set(name, value),
    listSweeps: async () => [...stored.values()],
    getSweep: async (id: string) => stored.get(id),
    putSweep: async (one: Sweep) => void stored.set(one.id, one),
  } as unknown as Store
  const queue = {
    acquire: async (name: string, owner: string, ttlMs: number) => {
      const held = rights.get(name)
      if (held !== undefined && held.owner !== owner && held.until > time.getTime()) return false
      rights.set(name, { owner, until: time.getTime() + ttlMs })
      return true
    },
    releaseRight: async (name: string, owner: string) => void (rights.get(name)?.owner === owner && rights.delete(name)),
  } as unknown as Queue

  /** One process: what runs in it is gone when it dies. */
  function process(): { clock: NightlyClock; did: string[]; runs: Set<string>; errors: unknown[]; refuse: { error?: Error } } {
    const did: string[] = []
    const runs = new Set<string>()
    const errors: unknown[] = []
    const refuse: { error?: Error } = {}
    const begin = (type: string, id: string): void => {
      if (refuse.error) throw refuse.error
      did.push(`${type} ${id}`)
      runs.add(id)
      stored.set(id, { ...sweep(id, 'running'), startedAt: toInstant(time) })
    }
    const sweeps: ClockedSweeps = {
      startSweep: async (id) => begin('start', id),
      resumeSweep: async (id) => begin('resume', id),
      stopSweep: async (id) => {
        did.push(`stop ${id}`)
        runs.delete(id)
        stored.set(id, { ...stored.get(id)!, state: 'interrupted' })
      },
      running: () => [...runs],
    }
    return { clock: new NightlyClock({ store, queue, sweeps, clock, onError: (error) => errors.push(error) }), did, runs, errors, refuse }
  }

  beforeEach(async () => {
    time = at('2026-03-02T22:00')
    stored = new Map()
    settings = new Map()
    rights = new Map()
    await writeSchedules(store, [{ id: 'nightly', start: '22:30', end: '06:00', budget: 500 }])
  })

  async function minutes(one: NightlyClock, n: number): Promise<void> {
    for (let i = 0; i < n; i++) {
      time = new Date(time.getTime() + 60_000)
      await one.tick()
    }
  }

  it('starts one sweep a night inside the window and stops it at the end', async () => {
    const one = process()
    await minutes(one.clock, 2 * 24 * 60)
    expect(one.did).toEqual([`start ${TONIGHT}`, `stop ${TONIGHT}`, 'start nightly-nightly-2026-03-03', 'stop nightly-nightly-2026-03-03'])
    expect([...stored.values()].map(({ state }) => state)).toEqual(['interrupted', 'interrupted'])
  })

  it('does not start again a sweep that has ended before the window closes', async () => {
    const one = process()
    await minutes(one.clock, 40)
    one.runs.clear()
    stored.set(TONIGHT, sweep(TONIGHT, 'done'))
    await minutes(one.clock, 600)
    expect(one.did).toEqual([`start ${TONIGHT}`])
  })

  it('resumes after a restart, and not when the restart came after the window', async () => {
    const dead = process()
    await minutes(dead.clock, 60)
    time = new Date(time.getTime() + 20 * 60_000)
    const next = process()
    await minutes(next.clock, 1)
    expect(next.did).toEqual([`resume ${TONIGHT}`])

    time = at('2026-03-03T09:00')
    const morning = process()
    await minutes(morning.clock, 5)
    expect(morning.did).toEqual([])
    expect(stored.get(TONIGHT)?.state).toBe('interrupted')
  })

  it('of two processes lets only one start it, and the other takes over when the first has died', async () => {
    const [first, second] = [process(), process()]
    for (let i = 0; i < 60; i++) {
      await minutes(first.clock, 1)
      await second.clock.tick()
    }
    expect([first.did, second.did]).toEqual([[`start ${TONIGHT}`], []])
    await minutes(second.clock, 3)
    expect(second.did).toEqual([`resume ${TONIGHT}`])
  })

  it('survives jumps of the clock: back before the window and on again, and on over its end', async () => {
    const one = process()
    await minutes(one.clock, 45)
    time = at('2026-03-02T21:00')
    await one.clock.tick()
    expect(one.did).toEqual([`start ${TONIGHT}`, `stop ${TONIGHT}`])
    time = at('2026-03-02T22:50')
    await one.clock.tick()
    expect(one.did.at(-1)).toBe(`resume ${TONIGHT}`)
    time = at('2026-03-03T10:00')
    await one.clock.tick()
    expect(one.did.at(-1)).toBe(`stop ${TONIGHT}`)
    expect([...stored.keys()]).toEqual([TONIGHT])
  })

  it('leaves a sweep alone that an officer stopped, after a restart too', async () => {
    const one = process()
    await minutes(one.clock, 45)
    one.runs.clear()
    stored.set(TONIGHT, sweep(TONIGHT, 'interrupted'))
    await minutes(one.clock, 10)
    const next = process()
    await minutes(next.clock, 10)
    expect([one.did, next.did]).toEqual([[`start ${TONIGHT}`], []])
  })

  it('tries again while another sweep is in the way, and gives up with one report on an error that stays', async () => {
    const one = process()
    one.refuse.error = new ConflictError('a sweep of these platforms is running')
    await minutes(one.clock, 40)
    one.refuse.error = undefined
    await minutes(one.clock, 1)
    expect([one.did, one.errors]).toEqual([[`start ${TONIGHT}`], []])

    stored.clear()
    const other = process()
    other.refuse.error = new ConfigError('there is no platform')
    time = at('2026-03-03T23:00')
    await minutes(other.clock, 40)
    expect(other.errors).toHaveLength(1)
  })
})
