/** The digits of a Chinese application number as they stand in a text. */
export type DigitsRead =
  | {
      ok: true
      /** 12 digits, or 8 for filings before 2003-10-01. */
      digits: string
      /** `0`…`9` or `X`; undefined where none is printed. */
      check?: string
      /** Position behind the last character. */
      end: number
      /** Whether letters were read as digits, or the dot was missing or another mark. */
      repaired: boolean
    }
  | {
      ok: false
      digits: string
      /** Positions that hold a digit or a mask such as `?`. */
      seen: number
      end: number
    }

const LOOK_ALIKES: Readonly<Record<string, string>> = { O: '0', o: '0', Q: '0', D: '0', I: '1', l: '1', '|': '1', '!': '1' }
/** What printers put between the parts, and what readers make of the dot. */
const BETWEEN = /^[\s.·•・,，。:：_-]{1,2}/
const MASK = /^[?*□■×_#]/
const DOT = /^\s?[.·•・。．,，—-]\s?/

interface Place {
  digit: string
  end: number
  repaired: boolean
  /** Whether blanks or marks stand before it. */
  apart: boolean
}

/**
 * Reads one number from `from` on.
 * @param claimed whether ZL or a heading such as 专利号 says that it is one; only then are letters read as digits in the first place
 */
export function readDigits(text: string, from: number, claimed: boolean): DigitsRead {
  const places = collect(text, from, claimed)
  const digits = places.map((place) => place.digit).join('')
  const modern = /^(?:19[89]\d|20[0-4]\d)/.test(digits)
  for (const length of modern ? [12] : [8]) {
    if (places.length < length || digits.slice(0, length).includes('?')) continue
    if (length === 8 && !/^(?:8[5-9]|9\d|0[0-3])[12389]/.test(digits)) continue
    const read = withCheck(text, places, length, claimed)
    if (read) return read
  }
  const end = places.at(-1)?.end ?? from
  return { ok: false, digits: digits.replaceAll('?', ''), seen: places.length, end }
}

/** Digits, look-alikes and masks, with at most two marks between them; stops behind the longest form plus one. */
function collect(text: string, from: number, claimed: boolean): Place[] {
  const places: Place[] = []
  let at = from
  let apart = false
  while (places.length < 16) {
    const character = text[at] ?? ''
    const digit = /[0-9]/.test(character) ? character : claimed || places.length > 3 ? LOOK_ALIKES[character] : undefined
    if (digit !== undefined) {
      places.push({ digit, end: at + 1, repaired: digit !== character, apart })
      apart = false
      at++
    } else if (claimed && MASK.test(character) && places.length > 1) {
      places.push({ digit: '?', end: at + 1, repaired: true, apart })
      apart = false
      at++
    } else {
      const marks = places.length > 0 && !apart ? BETWEEN.exec(text.slice(at, at + 2))?.[0] : undefined
      if (marks === undefined) break
      apart = true
      at += marks.length
    }
  }
  return places
}

function withCheck(text: string, places: readonly Place[], length: number, claimed: boolean): DigitsRead | undefined {
  const last = places[length - 1]
  if (!last) return undefined
  const digits = places
    .slice(0, length)
    .map((place) => place.digit)
    .join('')
  const repaired = places.slice(0, length).some((place) => place.repaired)
  const behind = text.slice(last.end, last.end + 4)
  const dot = DOT.exec(behind)
  const after = last.end + (dot?.[0].length ?? /^\s?/.exec(behind)?.[0].length ?? 0)
  const character = text[after] ?? ''
  const next = text[after + 1] ?? ''
  // Another number may follow at once.
  const alone = !/[0-9A-Za-z]/.test(next) || /^(?:ZL|CN)/.test(text.slice(after + 1))
  if (/[Xx×]/.test(character) && alone)
    return { ok: true, digits, check: 'X', end: after + 1, repaired: repaired || dot === null || character === '×' }
  // One digit too many before the dot.
  if (dot === null && /^\d[.·•・]\s?[\dXx](?![0-9A-Za-z])/.test(text.slice(after))) return undefined
  const check = /[0-9]/.test(character) ? character : claimed ? LOOK_ALIKES[character] : undefined
  if (check !== undefined && check !== '?' && alone && (dot !== null || after === last.end || places[length]?.apart))
    return { ok: true, digits, check, end: after + 1, repaired: repaired || dot === null || check !== character }
  // Digits that go on without a break are some other, longer number.
  if (after === last.end && check !== undefined) return undefined
  if (length === 8 && !claimed) return undefined
  return { ok: true, digits, end: last.end, repaired }
}
