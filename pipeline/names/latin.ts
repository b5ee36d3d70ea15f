/** What one row of Latin letters looks like beside another. */
export interface LatinLikeness {
  /** Weighted edits: look-alike letters and neighbours on the keyboard cost less than others. */
  distance: number
  /** Length of the longer one. */
  length: number
  /** Whether they are the same once look-alike letters and digits are taken for each other. */
  looksSame: boolean
  /** The only differences are letters written twice. */
  doubled: boolean
  /** The only difference is two neighbours that changed places, or the same letters in another order. */
  swapped: boolean
  sameFirst: boolean
  /** The same row of vowels and consonant kinds, as in Lepin and Lego. */
  heard: number
}

/** The letter that a letter or digit is taken for. */
export const SKELETON: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'l',
  i: 'l',
  j: 'l',
  '|': 'l',
  5: 's',
  8: 'b',
  6: 'b',
  9: 'g',
  q: 'g',
  2: 'z',
  3: 'e',
  4: 'a',
  7: 't',
  v: 'u',
}

/** Letters as the eye takes them: 0 for o, 1 and i for l, vv for w, rn for m. */
export function latinSkeleton(letters: string): string {
  const joined = letters.replaceAll('vv', 'w').replaceAll('rn', 'm').replaceAll('cl', 'd').replaceAll('nn', 'm')
  return Array.from(joined, (letter) => SKELETON[letter] ?? letter).join('')
}

const KEYBOARD = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const neighbours = new Set<string>()
KEYBOARD.forEach((keys, row) =>
  Array.from(keys).forEach((key, column) => {
    for (const other of [keys[column + 1], KEYBOARD[row + 1]?.[column], KEYBOARD[row + 1]?.[column - 1]])
      if (other !== undefined) neighbours.add(key + other).add(other + key)
  }),
)
const VISUAL = new Set(
  'mn nh uv nr ce oc oq gq bd pq ft il ij lj ti kx ao ae ea ou ec eo bh dp xk yv wv'
    .split(' ')
    .flatMap((pair) => [pair, `${pair[1]}${pair[0]}`]),
)
const SOUND = new Set(
  'ck cs sz fp bp dt gk iy ei ae ou oa uw fv xs jg ui ie ey'.split(' ').flatMap((pair) => [pair, `${pair[1]}${pair[0]}`]),
)
const [VISUAL_COST, SOUND_COST, KEY_COST, OTHER_COST, DOUBLE_COST, SWAP_COST, INSERT_COST] = [0.45, 0.7, 0.8, 1, 0.45, 0.6, 0.9]

function letterCost(a: string, b: string): number {
  if (a === b) return 0
  if (VISUAL.has(a + b) || SKELETON[a] === b || SKELETON[b] === a || (SKELETON[a] ?? a) === (SKELETON[b] ?? b)) return VISUAL_COST
  if (SOUND.has(a + b)) return SOUND_COST
  return neighbours.has(a + b) ? KEY_COST : OTHER_COST
}
const ASCII = 128
const costs = Float64Array.from({ length: ASCII * ASCII }, (_, i) =>
  letterCost(String.fromCharCode(Math.floor(i / ASCII)), String.fromCharCode(i % ASCII)),
)
const costOf = (a: number, b: number): number => (a === b ? 0 : a < ASCII && b < ASCII ? (costs[a * ASCII + b] ?? OTHER_COST) : OTHER_COST)

const LONGEST = 64
const WIDTH = LONGEST + 1
const cells = new Float64Array(WIDTH * WIDTH)

/** Weighted Damerau–Levenshtein distance; letters past the 64th do not count. */
function editDistance(first: string, second: string): number {
  const [n, m] = [Math.min(first.length, LONGEST), Math.min(second.length, LONGEST)]
  for (let i = 0; i <= n; i++) {
    const [x, before] = [first.charCodeAt(i - 1), first.charCodeAt(i - 2)]
    for (let j = 0; j <= m; j++) {
      const at = i * WIDTH + j
      if (i === 0 || j === 0) {
        cells[at] = (i + j) * INSERT_COST
        continue
      }
      const [y, yBefore] = [second.charCodeAt(j - 1), second.charCodeAt(j - 2)]
      let best = (cells[at - WIDTH - 1] ?? 0) + costOf(x, y)
      best = Math.min(
        best,
        (cells[at - WIDTH] ?? 0) + (x === before ? DOUBLE_COST : INSERT_COST),
        (cells[at - 1] ?? 0) + (y === yBefore ? DOUBLE_COST : INSERT_COST),
      )
      if (i > 1 && j > 1 && x === yBefore && y === before && x !== y) best = Math.min(best, (cells[at - 2 * WIDTH - 2] ?? 0) + SWAP_COST)
      cells[at] = best
    }
  }
  return cells[n * WIDTH + m] ?? 0
}

const undouble = (letters: string) => letters.replaceAll(/(.)\1+/g, '$1')
const sorted = (letters: string) => Array.from(letters).sort().join('')
const consonants = (letters: string) =>
  letters
    .replaceAll(/[aeiouy]+/g, 'a')
    .replaceAll(/[ckq]/g, 'k')
    .replaceAll(/[sz]/g, 's')
    .replaceAll(/[bp]/g, 'b')
    .replaceAll(/[dt]/g, 'd')
    .replaceAll(/[fv]/g, 'f')

/** Compares two rows of lower-case letters and digits. */
export function latinLikeness(a: string, b: string): LatinLikeness {
  return {
    distance: editDistance(a, b),
    length: Math.max(a.length, b.length),
    looksSame: latinSkeleton(a) === latinSkeleton(b),
    doubled: a !== b && undouble(a) === undouble(b),
    swapped: a !== b && a.length === b.length && sorted(a) === sorted(b),
    sameFirst: a[0] === b[0],
    heard: consonants(a) === consonants(b) ? 1 : 0,
  }
}
