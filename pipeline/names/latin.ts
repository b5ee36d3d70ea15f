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
  const rows = Array.from({ length: a.length + 1 }, () => new Float64Array(b.length + 1))
  const at = (i: number, j: number) => rows[i]?.[j] ?? Infinity
  for (let i = 0; i <= a.length; i++)
    for (let j = 0; j <= b.length; j++) {
      const row = rows[i]
      if (row === undefined) continue
      if (i === 0 || j === 0) {
        row[j] = (i + j) * INSERT_COST
        continue
      }
      const [x = '', y = ''] = [a[i - 1], b[j - 1]]
      let best = at(i - 1, j - 1) + letterCost(x, y)
      best = Math.min(
        best,
        at(i - 1, j) + (x === a[i - 2] ? DOUBLE_COST : INSERT_COST),
        at(i, j - 1) + (y === b[j - 2] ? DOUBLE_COST : INSERT_COST),
      )
      if (i > 1 && j > 1 && x === b[j - 2] && y === a[i - 2] && x !== y) best = Math.min(best, at(i - 2, j - 2) + SWAP_COST)
      row[j] = best
    }
  const heard = consonants(a) === consonants(b) ? 1 : 0
  return {
    distance: at(a.length, b.length),
    length: Math.max(a.length, b.length),
    looksSame: latinSkeleton(a) === latinSkeleton(b),
    doubled: a !== b && undouble(a) === undouble(b),
    swapped: a !== b && sorted(a) === sorted(b),
    sameFirst: a[0] === b[0],
    heard,
  }
}
