import { lazily, readRows } from './tables.ts'

const classes = lazily(() => {
  const of = new Map<string, number[]>()
  readRows('meanings.tsv').forEach(([members = ''], at) => {
    for (const member of Array.from(members)) of.set(member, [...(of.get(member) ?? []), at])
  })
  return of
})

/** Whether two characters are opposites or members of one small class (大/小, 牛/羊). */
export function sameClass(a: string, b: string): boolean {
  if (a === b) return false
  const [of, to] = [classes().get(a), classes().get(b)]
  return of !== undefined && to !== undefined && of.some((at) => to.includes(at))
}
