import { describe, expect, it } from 'vitest'
import type { Signal } from '../../../domain/index.ts'
import { ConditionError, compileCondition, meetingSignals, neededSignals, parseCondition } from '../../../rules/condition.ts'
import { signal } from './draft.ts'

function holds(condition: unknown, signals: Signal[], subject?: string): boolean {
  return compileCondition(parseCondition(condition))({ named: (name) => signals.filter((s) => s.name === name) }, subject)
}

describe('a condition', () => {
  const name = signal('gi.name', { subject: '五常大米', value: 'exact', facts: { negated: false, distance: 3, day: '2026-09-25' } })

  it.each([
    [{ 'gi.name': true }, true],
    [{ 'gi.name': 'exact' }, true],
    [{ 'gi.name': 'similar' }, false],
    [{ 'gi.name': ['similar', 'exact'] }, true],
    [{ 'gi.name': { not: 'exact' } }, false],
    [{ 'gi.name': { value: 'exact', negated: false } }, true],
    [{ 'gi.name': { value: 'exact', negated: true } }, false],
    [{ 'gi.name': { negated: { not: true } } }, true],
    [{ 'gi.name': { distance: { gte: 3, lt: 4 } } }, true],
    [{ 'gi.name': { distance: { gt: 3 } } }, false],
    [{ 'gi.name': { day: { before: '2026-10-01' } } }, true],
    [{ 'gi.name': { day: { after: '2026-10-01' } } }, false],
    [{ 'gi.name': { elsewhere: { exists: false } } }, true],
    [{ 'gi.name': { elsewhere: 1 } }, false],
    [{ 'gi.name': { field: 'title', text: { matches: '^[五六]$' } } }, true],
    [{ 'gi.name': { subject: '五常大米' } }, true],
    [{ 'gi.other': true }, false],
    [{ not: { 'gi.other': true } }, true],
    [{ any: [{ 'gi.other': true }, { 'gi.name': true }] }, true],
    [{ all: [{ 'gi.other': true }, { 'gi.name': true }] }, false],
    [{ 'gi.name': true, 'gi.other': true }, false],
  ])('%j: %s', (condition, expected) => expect(holds(condition, [name])).toBe(expected))

  it('is met by one signal that has all its facts, never by two that share them', () => {
    const two = [signal('gi.name', { facts: { a: true, b: false } }), signal('gi.name', { facts: { a: false, b: true } })]
    expect(holds({ 'gi.name': { a: true, b: true } }, two)).toBe(false)
    expect(holds({ all: [{ 'gi.name': { a: true } }, { 'gi.name': { b: true } }] }, two)).toBe(true)
  })

  it('is met by signals of the same subject and of the whole listing, and by others only where it says so', () => {
    const wide = signal('price.low')
    expect(holds({ 'gi.name': true }, [name], '五常大米')).toBe(true)
    expect(holds({ 'gi.name': true }, [name], '西湖龙井')).toBe(false)
    expect(holds({ 'gi.name': { of: 'any' } }, [name], '西湖龙井')).toBe(true)
    expect(holds({ 'price.low': true }, [wide], '西湖龙井')).toBe(true)
  })

  it('never compares a number with a text', () => {
    expect(holds({ 'gi.name': { distance: { gte: '3' } } }, [name])).toBe(false)
  })

  it.each([
    [{}, /at least one/],
    [{ name: true }, /no signal name/],
    [{ any: [] }, /list of conditions/],
    [{ 'gi.name': { value: { about: 3 } } }, /about/],
    [{ 'gi.name': { text: { matches: '(a' } } }, /RE2/],
    [{ 'gi.name': { of: 'all' } }, /"of"/],
    ['gi.name', /mapping/],
  ])('%j is refused with a reason', (condition, message) => {
    expect(() => parseCondition(condition)).toThrow(ConditionError)
    expect(() => parseCondition(condition)).toThrow(message)
  })

  it('runs patterns in linear time, also those that make a backtracking engine hang', () => {
    const text = 'a'.repeat(50_000)
    const evil = parseCondition({ 'gi.name': { text: { matches: '^(a+)+$' } } })
    expect(compileCondition(evil)({ named: () => [signal('gi.name', { text: `${text}!` })] }, undefined)).toBe(false)
  })
})

describe('the reasons of a condition', () => {
  it('are the signals that met it, of every branch that held and of no `not`', () => {
    const [a, b, c] = [signal('x.a'), signal('x.b'), signal('x.c')]
    const node = parseCondition({
      any: [{ 'x.a': true }, { all: [{ 'x.b': true }, { 'x.d': true }] }, { 'x.c': true }],
      not: { 'x.e': true },
    })
    const signals = [a, b, c]
    expect(meetingSignals(node, { named: (n) => signals.filter((s) => s.name === n) }, undefined)).toEqual([a, c])
  })
})

describe('what a condition needs', () => {
  it.each([
    [{ 'x.a': true, 'x.b': true }, ['x.a']],
    [{ any: [{ 'x.a': true }, { 'x.b': true }] }, ['x.a', 'x.b']],
    [{ all: [{ any: [{ 'x.a': true }, { 'x.b': true }] }, { 'x.c': true }] }, ['x.c']],
    [{ not: { 'x.a': true } }, undefined],
    [{ any: [{ 'x.a': true }, { not: { 'x.b': true } }] }, undefined],
  ])('%j: %j', (condition, expected) => {
    const needed = neededSignals(parseCondition(condition))
    expect(needed && [...needed]).toEqual(expected)
  })
})
