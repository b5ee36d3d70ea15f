// How characters are read: Mandarin with tone, every reading, commonest first; Cantonese as a syllable number.
import { pinyin } from 'pinyin-pro'
import * as jyutping from 'to-jyutping'
import { FIRST, LAST } from './shapes.mjs'
import { sourceOf, writeBinary } from './table-file.mjs'

export const INITIALS = ['', 'b', 'p', 'm', 'f', 'd', 't', 'n', 'l', 'g', 'k', 'h', 'j', 'q', 'x', 'zh', 'ch', 'sh', 'r', 'z', 'c', 's']
export const FINALS = [
  'a',
  'o',
  'e',
  'ai',
  'ei',
  'ao',
  'ou',
  'an',
  'en',
  'ang',
  'eng',
  'ong',
  'er',
  'i',
  'ia',
  'ie',
  'iao',
  'iu',
  'ian',
  'in',
  'iang',
  'ing',
  'iong',
  'u',
  'ua',
  'uo',
  'uai',
  'ui',
  'uan',
  'un',
  'uang',
  'ueng',
  'v',
  've',
  'van',
  'vn',
  'io',
  'm',
  'ng',
  'n',
  'ê',
  'iai',
]
const Y = {
  yi: 'i',
  ya: 'ia',
  ye: 'ie',
  yao: 'iao',
  you: 'iu',
  yan: 'ian',
  yin: 'in',
  yang: 'iang',
  ying: 'ing',
  yong: 'iong',
  yo: 'io',
  yu: 'v',
  yue: 've',
  yuan: 'van',
  yun: 'vn',
  yai: 'iai',
  wu: 'u',
  wa: 'ua',
  wo: 'uo',
  wai: 'uai',
  wei: 'ui',
  wan: 'uan',
  wen: 'un',
  wang: 'uang',
  weng: 'ueng',
}

/** @returns initial, final and tone in one number, or undefined for what is no syllable */
function encode(syllable) {
  const match = /^([a-zêü]+?)([0-5])?$/.exec(syllable.normalize('NFC').replaceAll('ü', 'v'))
  if (match === null) return undefined
  const [, written, tone] = match
  // 嗯, 呣 and the like have no vowel; the nearest syllable stands for them.
  const letters = /^(ng|n|m|hm|hng)$/.test(written) ? 'en' : written
  let initial = ''
  let final = Y[letters]
  if (final === undefined) {
    initial = /^(zh|ch|sh|[bpmfdtnlgkhjqxrzcs])/.exec(letters)?.[0] ?? ''
    final = letters.slice(initial.length)
    if ('jqx'.includes(initial) && initial !== '') final = final.replace(/^u/, 'v')
    if (final === '') [initial, final] = ['', letters]
  }
  const [i, f] = [INITIALS.indexOf(initial), FINALS.indexOf(final)]
  return i < 0 || f < 0 ? undefined : (i << 9) | (f << 3) | (Number(tone ?? 0) % 5)
}

export function buildSounds(log) {
  const start = new Uint32Array(LAST - FIRST + 2)
  const codes = []
  const yueStart = new Uint32Array(LAST - FIRST + 2)
  const yue = []
  const syllables = new Map()
  const unread = []
  for (let code = FIRST; code <= LAST; code++) {
    const character = String.fromCodePoint(code)
    const first = pinyin(character, { toneType: 'num', type: 'array' })
    const all = pinyin(character, { multiple: true, toneType: 'num', type: 'array' })
    const known = [...new Set([...first, ...all])].filter((s) => s !== character).map((s) => [s, encode(s)])
    for (const [s, n] of known) if (n === undefined) unread.push(`${character} ${s}`)
    codes.push(...[...new Set(known.map(([, n]) => n).filter((n) => n !== undefined))].slice(0, 5))
    start[code - FIRST + 1] = codes.length
    for (const [, readings] of jyutping.getJyutpingCandidates(character))
      for (const reading of readings.slice(0, 2)) {
        // Common mergers of Cantonese speakers: n- with l-, ng- with none, gw- before o with g-.
        const plain = reading
          .replace(/\d$/, '')
          .replace(/^n(?!g)/, 'l')
          .replace(/^ng(?=.)/, '')
          .replace(/^(g|k)wo/, '$1o')
        if (!syllables.has(plain)) syllables.set(plain, syllables.size)
        yue.push(syllables.get(plain) * 8 + Number(/\d$/.exec(reading)?.[0] ?? 0))
      }
    yueStart[code - FIRST + 1] = yue.length
  }
  log(`not syllables: ${unread.slice(0, 20).join(', ')}`)
  writeBinary(
    'sounds.bin',
    'readings of U+4E00–9FFF: initial << 9 | final << 3 | tone; Cantonese syllable × 8 + tone',
    [sourceOf('pinyin-pro', 'MIT'), sourceOf('to-jyutping', 'BSD-2-Clause')],
    { start, codes: Uint16Array.from(codes), yueStart, yue: Uint16Array.from(yue) },
  )
}
