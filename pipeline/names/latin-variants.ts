const LOOKS: Readonly<Record<string, string[]>> = {
  a: ['4', 'e', 'o'],
  b: ['8', 'd'],
  c: ['e', 'o'],
  d: ['b'],
  e: ['3', 'a'],
  g: ['9', 'q'],
  h: ['n'],
  i: ['1', 'l'],
  l: ['1', 'I'],
  m: ['rn', 'n'],
  n: ['m'],
  o: ['0', 'a'],
  q: ['g'],
  s: ['5', 'z'],
  t: ['7'],
  u: ['v'],
  v: ['u'],
  w: ['vv'],
  z: ['2', 's'],
}

/** Spellings that are taken for a Latin name: look-alike letters and digits, a letter twice, left out, or changed places. */
export function latinVariants(name: string): string[] {
  const letters = Array.from(name)
  const upper = name === name.toUpperCase()
  const as = (text: string) => (upper ? text.toUpperCase() : text)
  const put = (from: number, to: number, middle: string) => letters.slice(0, from).join('') + middle + letters.slice(to).join('')
  return letters.flatMap((letter, at) => {
    if (!/[A-Za-z]/.test(letter)) return []
    const next = letters[at + 1] ?? ''
    const out = (LOOKS[letter.toLowerCase()] ?? []).map((other) => put(at, at + 1, as(other)))
    out.push(put(at, at, letter))
    if (letters.length > 4 && at > 0) out.push(put(at, at + 1, ''))
    if (/[A-Za-z]/.test(next) && next.toLowerCase() !== letter.toLowerCase() && at > 0) out.push(put(at, at + 2, next + letter))
    return out
  })
}
