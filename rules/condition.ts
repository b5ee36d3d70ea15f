import { RE2JS } from 're2js'
import { z } from 'zod'
import type { Signal } from '../domain/index.ts'

/*
 * The condition language of rule files, on purpose small (docs/add-a-rule.md):
 *   all: [..] | any: [..] | not: ..          combine
 *   gi.name: true                            such a signal is there
 *   patent.state: ended                      its value is this
 *   patent.state: [ended, pending]           its value is one of these
 *   price.ratio: {lt: 0.3}                   its value compares
 *   gi.name: {value: exact, field: title, negated: {not: true}}   value, place and further facts
 *   gi.name: {of: any}                       of whatever subject (else: of the rule's subject, or of the whole listing)
 */
const scalar = z.union([z.string(), z.number(), z.boolean()])
type Scalar = z.infer<typeof scalar>

const comparison = z.strictObject({
  is: scalar.optional(),
  in: z.array(scalar).optional(),
  not: z.union([scalar, z.array(scalar)]).optional(),
  gte: z.union([z.number(), z.string()]).optional(),
  gt: z.union([z.number(), z.string()]).optional(),
  lte: z.union([z.number(), z.string()]).optional(),
  lt: z.union([z.number(), z.string()]).optional(),
  /** Days, `YYYY-MM-DD`: earlier than. */
  before: z.string().optional(),
  /** Later than. */
  after: z.string().optional(),
  /** Whether there is a value at all. */
  exists: z.boolean().optional(),
  /** A pattern in RE2 syntax: linear time whatever the text. */
  matches: z.string().optional(),
})
type Comparison = z.infer<typeof comparison>
const COMPARATORS = new Set(Object.keys(comparison.shape))

export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | { [signal: string]: unknown }

/** A condition as its file says it, in one normal form. */
export type ConditionNode =
  | { kind: 'all' | 'any'; of: ConditionNode[] }
  | { kind: 'not'; of: ConditionNode }
  | { kind: 'signal'; name: string; anySubject: boolean; test: (signal: Signal) => boolean }

/** The signals of one listing, grouped once for all rules. */
export interface SignalSet {
  named(name: string): readonly Signal[]
}

/** What a rule file got wrong, with the path of keys that leads there. */
export class ConditionError extends Error {
  readonly path: (string | number)[]
  constructor(message: string, path: (string | number)[]) {
    super(message)
    this.path = path
  }
}

/** @throws ConditionError naming the key that is not understood */
export function parseCondition(raw: unknown, path: (string | number)[] = []): ConditionNode {
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw))
    throw new ConditionError('expected a mapping of signals, or all / any / not', path)
  const nodes: ConditionNode[] = []
  for (const [key, value] of Object.entries(raw)) {
    const here = [...path, key]
    if (key === 'all' || key === 'any') {
      if (!Array.isArray(value) || value.length === 0) throw new ConditionError('expected a list of conditions', here)
      nodes.push({ kind: key, of: value.map((item, index) => parseCondition(item, [...here, index])) })
    } else if (key === 'not') nodes.push({ kind: 'not', of: parseCondition(value, here) })
    else nodes.push(signalTest(key, value, here))
  }
  const [only] = nodes
  if (only === undefined) throw new ConditionError('expected at least one condition', path)
  return nodes.length === 1 ? only : { kind: 'all', of: nodes }
}

function signalTest(name: string, raw: unknown, path: (string | number)[]): ConditionNode {
  if (!/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/.test(name)) throw new ConditionError(`"${name}" is no signal name such as gi.name`, path)
  if (raw === true) return { kind: 'signal', name, anySubject: false, test: () => true }
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) {
    const matches = matcher(raw, path)
    return { kind: 'signal', name, anySubject: false, test: (signal) => matches(signal.value) }
  }
  const { of, ...rest } = raw as Record<string, unknown>
  if (of !== undefined && of !== 'any') throw new ConditionError('"of" can only be "any"', [...path, 'of'])
  const keys = Object.keys(rest)
  const tests: ((signal: Signal) => boolean)[] = []
  if (keys.length > 0 && keys.every((key) => COMPARATORS.has(key))) {
    const matches = matcher(rest, path)
    tests.push((signal) => matches(signal.value))
  } else {
    for (const key of keys) {
      const matches = matcher(rest[key], [...path, key])
      if (key === 'value') tests.push((signal) => matches(signal.value))
      else if (key === 'field') tests.push((signal) => matches(signal.field))
      else if (key === 'text') tests.push((signal) => matches(signal.text))
      else if (key === 'subject') tests.push((signal) => matches(signal.subject))
      else tests.push((signal) => matches(signal.facts?.[key]))
    }
  }
  const [first, second] = tests
  const test =
    first === undefined ? () => true : second === undefined ? first : (signal: Signal) => tests.every((matches) => matches(signal))
  return { kind: 'signal', name, anySubject: of === 'any', test }
}

type Value = Scalar | undefined

function matcher(raw: unknown, path: (string | number)[]): (value: Value) => boolean {
  if (Array.isArray(raw)) {
    const allowed = new Set<Value>(parseWith(z.array(scalar), raw, path))
    return (value) => allowed.has(value)
  }
  if (raw === null || typeof raw !== 'object') {
    const wanted = parseWith(scalar, raw, path)
    return (value) => value === wanted
  }
  const tests = comparisonTests(parseWith(comparison, raw, path), path)
  return (value) => tests.every((test) => test(value))
}

function comparisonTests(wanted: Comparison, path: (string | number)[]): ((value: Value) => boolean)[] {
  const tests: ((value: Value) => boolean)[] = []
  if (wanted.is !== undefined) tests.push((value) => value === wanted.is)
  if (wanted.in) {
    const allowed = new Set<Value>(wanted.in)
    tests.push((value) => allowed.has(value))
  }
  if (wanted.not !== undefined) {
    const refused = new Set<Value>(Array.isArray(wanted.not) ? wanted.not : [wanted.not])
    tests.push((value) => !refused.has(value))
  }
  const { gte, gt, lte, lt, before, after, exists, matches } = wanted
  if (gte !== undefined) tests.push(ordered(gte, (order) => order >= 0))
  if (gt !== undefined) tests.push(ordered(gt, (order) => order > 0))
  if (lte !== undefined) tests.push(ordered(lte, (order) => order <= 0))
  if (lt !== undefined) tests.push(ordered(lt, (order) => order < 0))
  if (before !== undefined) tests.push(ordered(before, (order) => order < 0))
  if (after !== undefined) tests.push(ordered(after, (order) => order > 0))
  if (exists !== undefined) tests.push((value) => (value !== undefined) === exists)
  if (matches !== undefined) {
    let pattern: RE2JS
    try {
      pattern = RE2JS.compile(matches)
    } catch (error) {
      throw new ConditionError(`not a pattern in RE2 syntax: ${error instanceof Error ? error.message : matches}`, [...path, 'matches'])
    }
    tests.push((value) => typeof value === 'string' && pattern.matcher(value).find())
  }
  return tests
}

/** Numbers compare with numbers and texts (days) with texts; anything else does not compare. */
function ordered(limit: number | string, accept: (order: number) => boolean): (value: Value) => boolean {
  return (value) => {
    if (typeof value === 'number' && typeof limit === 'number') return accept(value - limit)
    if (typeof value === 'string' && typeof limit === 'string') return accept(value < limit ? -1 : value > limit ? 1 : 0)
    return false
  }
}

function parseWith<T>(schema: z.ZodType<T>, raw: unknown, path: (string | number)[]): T {
  const parsed = schema.safeParse(raw)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new ConditionError(issue?.message ?? 'not understood', [...path, ...((issue?.path ?? []) as (string | number)[])])
}

/** True when the condition holds for `subject`; undefined means the listing as a whole. */
export type CompiledCondition = (signals: SignalSet, subject: string | undefined) => boolean

/** Turns the tree into one closure, so that a listing costs no interpretation. */
export function compileCondition(node: ConditionNode): CompiledCondition {
  if (node.kind === 'not') {
    const inner = compileCondition(node.of)
    return (signals, subject) => !inner(signals, subject)
  }
  if (node.kind === 'signal') {
    const { name } = node
    return (signals, subject) => signals.named(name).some((signal) => isMet(node, signal, subject))
  }
  const parts = node.of.map(compileCondition)
  return node.kind === 'all'
    ? (signals, subject) => parts.every((part) => part(signals, subject))
    : (signals, subject) => parts.some((part) => part(signals, subject))
}

type SignalNode = Extract<ConditionNode, { kind: 'signal' }>

function isMet(node: SignalNode, signal: Signal, subject: string | undefined): boolean {
  const bound = node.anySubject || subject === undefined || signal.subject === undefined || signal.subject === subject
  return bound && node.test(signal)
}

/** The signals that made the condition hold: the reasons that an officer is shown. A `not` gives none. */
export function meetingSignals(node: ConditionNode, signals: SignalSet, subject: string | undefined): Signal[] {
  const met = new Set<Signal>()
  const visit = (part: ConditionNode): void => {
    if (part.kind === 'not') return
    if (part.kind === 'signal') {
      for (const signal of signals.named(part.name)) if (isMet(part, signal, subject)) met.add(signal)
      return
    }
    for (const inner of part.of) if (part.kind === 'all' || compileCondition(inner)(signals, subject)) visit(inner)
  }
  visit(node)
  return [...met]
}

/** Signals of which at least one must be there for the condition to hold; undefined where it can hold without any. */
export function neededSignals(node: ConditionNode): Set<string> | undefined {
  if (node.kind === 'not') return undefined
  if (node.kind === 'signal') return new Set([node.name])
  const parts = node.of.map(neededSignals)
  if (node.kind === 'all') return parts.filter((part) => part !== undefined).sort((a, b) => a.size - b.size)[0]
  const union = new Set<string>()
  for (const part of parts) {
    if (part === undefined) return undefined
    for (const name of part) union.add(name)
  }
  return union
}

/** Every signal that the condition speaks of. */
export function signalsOf(node: ConditionNode): string[] {
  if (node.kind === 'signal') return [node.name]
  return node.kind === 'not' ? signalsOf(node.of) : node.of.flatMap(signalsOf)
}
