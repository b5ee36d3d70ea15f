import { isAscii, isUtf8 } from 'node:buffer'
import chardet from 'chardet'
import iconv from 'iconv-lite'

export interface Decoded {
  text: string
  /** WHATWG label of the encoding that the bytes are really in. */
  charset: string
  /** How it was found: `bom`, `bytes` (strict UTF-8 or UTF-16 by its zeros), `header`, `meta`, `platform`, `guess`. */
  by: 'bom' | 'bytes' | 'header' | 'meta' | 'platform' | 'guess'
  /** Whether text that had been decoded wrongly before it was sent was put right. */
  repaired: boolean
}

/** The WHATWG standard reads these labels as wider encodings; GB 18030 holds GB 2312 and GBK. */
function normaliseLabel(label: string | undefined): string | undefined {
  const name = label?.trim().toLowerCase().replace(/["']/g, '')
  if (!name) return undefined
  if (/^(?:gb2312|gbk|gb_2312-80|gb-2312|gb18030|x-gbk|cp936|ms936)$/.test(name)) return 'gb18030'
  if (/^(?:utf8|utf-8)$/.test(name)) return 'utf-8'
  if (/^(?:sjis|x-sjis|shift-jis|shift_jis|windows-31j|ms932)$/.test(name)) return 'shift_jis'
  try {
    return new TextDecoder(name).encoding
  } catch {
    return undefined
  }
}

/** The charset that a `Content-Type` header or an early meta tag declares. */
function declared(head: string): string | undefined {
  return /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ?? /<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1]
}

/** UTF-16 without a mark: text of markup has a zero in every other byte. */
function zeroPattern(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const length = Math.min(bytes.length, 512) & ~1
  if (length < 8) return undefined
  let even = 0
  let odd = 0
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++
    if (bytes[i + 1] === 0) odd++
  }
  const half = length / 2
  if (odd > half * 0.7 && even < half * 0.1) return 'utf-16le'
  if (even > half * 0.7 && odd < half * 0.1) return 'utf-16be'
  return undefined
}

/** Share of characters that a decoder could not read, or that no page holds. */
function damage(text: string): number {
  const bad = text.match(/[\ufffd\u0080-\u009f\ue000-\uf8ff]/g)?.length ?? 0
  const foreign = text.match(/[^\u0000-\u007f]/g)?.length ?? 0
  return foreign === 0 ? 0 : bad / foreign
}

/** Share of the foreign characters that are everyday ones of Chinese, Japanese or Korean text. */
const EVERYDAY =
  /[的一是不了在人有我他这中大来上国和地到说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日商品价店元件装包送新货全色码女男款购买箱市网页加入登录注册搜索查询公司産發這個開國無圖書購買會員登入\u3001\u3002\uff0c\uff1a\u3041-\u30fe이다의는을를에가한고로도지기하사서그리으인상품구매장바니격원입]/g

function plausibility(text: string): number {
  const foreign = text.match(/[^\u0000-\u007f]/g)?.length ?? 0
  return foreign === 0 ? 0 : (text.match(EVERYDAY)?.length ?? 0) / foreign - 4 * damage(text)
}

/** By the quickest reader that is right: Buffer for UTF-8, iconv for windows-1252, which Node 20 reads as Latin-1 and loses the euro. */
function decode(bytes: Uint8Array, charset: string): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (charset === 'utf-8') return buffer.toString('utf8').replace(/^\ufeff/, '')
  return charset === 'windows-1252' ? iconv.decode(buffer, charset) : new TextDecoder(charset).decode(bytes)
}

/** A label that fits the bytes: of those declared the first that reads without damage, else the most plausible of the usual ones. */
function choose(bytes: Uint8Array, claims: readonly [string | undefined, Decoded['by']][]): Pick<Decoded, 'charset' | 'by' | 'text'> {
  for (const [claim, by] of claims) {
    if (claim === undefined || claim === 'utf-8') continue
    const text = decode(bytes, claim)
    // A western claim can read any bytes, so it is believed only where the text is not plainly East Asian.
    if (claim.startsWith('windows-125') || claim.startsWith('iso-8859')) {
      if (!looksMultibyte(bytes)) return { charset: claim, by, text }
    } else if (damage(text) < 0.02) return { charset: claim, by, text }
  }
  const utf8 = decode(bytes, 'utf-8')
  // A few cut characters do not make another encoding of it.
  if (damage(utf8) < 0.03) return { charset: 'utf-8', by: 'bytes', text: utf8 }
  const sample = bytes.subarray(0, 65_536)
  const guesses = ['gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr'].map((charset) => ({
    charset,
    score: plausibility(decode(sample, charset)),
  }))
  guesses.sort((a, b) => b.score - a.score)
  const best = guesses[0]
  if (best && best.score > 0.12 && looksMultibyte(bytes)) return { charset: best.charset, by: 'guess', text: decode(bytes, best.charset) }
  const asked = normaliseLabel(chardet.detect(sample) ?? undefined)
  // Single high bytes are accented letters, whatever a short sample looks like.
  if (asked === undefined || (EAST_ASIAN.test(asked) && !looksMultibyte(bytes)))
    return { charset: 'windows-1252', by: 'guess', text: decode(bytes, 'windows-1252') }
  return { charset: asked, by: 'guess', text: decode(bytes, asked) }
}

const EAST_ASIAN = /^(?:gb|big5|shift|euc|iso-2022)/

/** Whether high bytes come mostly in pairs, as in East Asian encodings, and not singly, as in western ones. */
function looksMultibyte(bytes: Uint8Array): boolean {
  let high = 0
  let single = 0
  const length = Math.min(bytes.length, 65_536)
  for (let i = 0; i < length; i++) {
    if ((bytes[i] ?? 0) < 0x80) continue
    high++
    if ((bytes[i - 1] ?? 0) < 0x80 && (bytes[i + 1] ?? 0) < 0x80) single++
  }
  // Second bytes may be low in Big5 and Shift-JIS, so a good part of the first ones stand alone there too.
  return high > 0 && single < high * 0.6
}

const CP1252 =
  '\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122'
const LATIN_RUN = new RegExp(`[\u0080-\u00ff${CP1252}]{3,}`, 'g')
/** Leads of three-byte characters as a western reader shows them, with what must follow. */
const LATIN_SIGN = new RegExp(`[\u00e3-\u00e9][\u0080-\u00bf${CP1252}]{2}`)
/** What the commonest UTF-8 characters become in the eyes of a GBK reader. */
const GBK_SIGN = /[鐨勩銆锛浠涓鍟鍝鏄浜浣鎴鍙鐢鎵鏈閫璐绫]/g

/** Characters that are looked at for signs of wrong decoding. */
const SAMPLE = 4096

function strictUtf8(bytes: Uint8Array): string | undefined {
  return isUtf8(bytes) ? decode(bytes, 'utf-8') : undefined
}

/**
 * Text that was UTF-8, was read as windows-1252 or GBK by somebody and sent on as UTF-8.
 * A run is put back only where its bytes are strict UTF-8 again, which does not happen by chance.
 */
export function repairMojibake(text: string): string {
  // The beginning of a page, with its title, tells what was done to it.
  const sample = text.slice(0, SAMPLE)
  if (LATIN_SIGN.test(sample)) {
    const fixed = text.replace(LATIN_RUN, (run) => {
      const bytes = iconv.encode(run, 'win1252')
      // Bytes that windows-1252 lacks stand as themselves.
      for (let i = 0; i < run.length; i++) if (run.charCodeAt(i) < 0x100) bytes[i] = run.charCodeAt(i)
      return strictUtf8(bytes) ?? run
    })
    if (fixed !== text) return fixed
  }
  const signs = sample.match(GBK_SIGN)?.length ?? 0
  if (signs < 4) return text
  const han = sample.match(/\p{Script=Han}/gu)?.length ?? 0
  if (signs < han * 0.15) return text
  return text.replace(/[^\u0000-\u007f]{2,}/g, (run) => strictUtf8(iconv.encode(run, 'gb18030')) ?? run)
}

/**
 * Bytes of a page as text. Bytes that are strict UTF-8 are UTF-8 whatever the header says; otherwise header, then meta, then platform
 * are believed where they read without damage, and chardet is asked last.
 */
export function decodePage(body: Uint8Array, contentType?: string, platformCharset?: string): Decoded {
  const marks: [string, number[]][] = [
    ['utf-8', [0xef, 0xbb, 0xbf]],
    ['utf-16le', [0xff, 0xfe]],
    ['utf-16be', [0xfe, 0xff]],
  ]
  for (const [charset, mark] of marks) {
    if (mark.every((byte, i) => body[i] === byte)) return { text: decode(body, charset), charset, by: 'bom', repaired: false }
  }
  const wide = zeroPattern(body)
  if (wide !== undefined) return { text: decode(body, wide), charset: wide, by: 'bytes', repaired: false }
  if (isAscii(body) && !body.includes(0x1b)) return { text: decode(body, 'utf-8'), charset: 'utf-8', by: 'bytes', repaired: false }
  if (isUtf8(body) && !body.includes(0x1b)) {
    const sent = decode(body, 'utf-8')
    const text = repairMojibake(sent)
    return { text, charset: 'utf-8', by: 'bytes', repaired: text !== sent }
  }
  const head = new TextDecoder('latin1').decode(body.subarray(0, 4096))
  const found = choose(body, [
    [normaliseLabel(/charset\s*=\s*([^;]+)/i.exec(contentType ?? '')?.[1]), 'header'],
    [normaliseLabel(declared(head)), 'meta'],
    [normaliseLabel(platformCharset), 'platform'],
  ])
  return { ...found, repaired: false }
}
