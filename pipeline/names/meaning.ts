import { lazily, readRows } from './tables.ts'

const classes = lazily(() => {
  const of = new Map<number, number[]>()
  readRows('meanings.tsv').forEach(([members = ''], at) => {
    for (const member of Array.from(members)) {
      const code = member.codePointAt(0) ?? 0
      of.set(code, [...(of.get(code) ?? []), at])
    }
  })
  return of
})

/** Whether two characters are opposites or members of one small class (大/小, 牛/羊). */
export function sameClass(a: number, b: number): boolean {
  if (a === b) return false
  const of = classes().get(a)
  if (of === undefined) return false
  const to = classes().get(b)
  return to !== undefined && of.some((at) => to.includes(at))
}
