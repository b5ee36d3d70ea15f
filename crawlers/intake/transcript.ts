import { basename } from 'node:path'
import { InputError, type Listing } from '../../domain/index.ts'
import { sha256Hex } from '../../store/hash.ts'
import { readDate } from './cell-values.ts'
import { ORIGIN, type IntakeItem } from './item.ts'
import { toListing } from './listing-line.ts'
import { decodeText } from './sheet.ts'
import { transcriptLines, type Utterance } from './transcript-lines.ts'

export const TRANSCRIPT_FILE = /\.(?:txt|srt|vtt|jsonl|ndjson)$/i

/**
 * A chat or a live stream as listings on the channel `online`: one for each product that is announced, or one for the whole.
 * What the seller says is the description, word for word with speaker and time; what others say stands apart under `attributes`,
 * as a question is not an advertisement.
 */
export function* readTranscript(bytes: Uint8Array, file: string): Generator<IntakeItem> {
  const { utterances, about, faults } = transcriptLines(decodeText(bytes, file), basename(file))
  for (const { line, expected, kept } of faults) yield { error: new InputError(expected, { file, line }), kept }
  const whole = toListing({ title: basename(file).replace(/\.\w+$/, ''), ...about })
  if ('error' in whole) {
    yield { error: new InputError(whole.error.message, { file, line: 1 }) }
    return
  }
  if (utterances.length === 0) {
    yield { error: new InputError('expected something said', { file }) }
    return
  }
  const isSeller = sellerAmong(utterances)
  const sha256 = sha256Hex(bytes)
  const recording = sha256.slice(0, 16)
  const parts = segments(utterances, isSeller)
  for (const [index, part] of parts.entries()) {
    const listing = listingOf(part, whole.listing, isSeller)
    // The parts of a talk are told apart as the seller calls them, which says nothing of the goods.
    if (parts.length > 1) listing.title = `${whole.listing.title} ${calledIn(part, isSeller) ?? `第${index + 1}段`}`
    listing.id = parts.length === 1 ? (whole.listing.id ?? recording) : `${whole.listing.id ?? recording}-${index + 1}`
    listing.attributes = { ...listing.attributes, [ORIGIN.file]: basename(file), [ORIGIN.line]: String(part[0]?.line ?? 1) }
    yield { listing, original: { sha256, bytes, mediaType: 'text/plain' } }
  }
}

const SELLER = /主播|播主|店主|店家|老板|卖家|商家|客服|店铺|官方|旗舰店|专卖店|host|anchor|seller|streamer|shop/i
/** With this share of the words of a talk one person is the one who sells. */
const HOLDS_FORTH = 0.6

/** Who sells: by name, else the one who says most. Where that cannot be told, everybody's words are taken for one talk. */
function sellerAmong(utterances: readonly Utterance[]): (speaker: string | undefined) => boolean {
  const words = new Map<string, number>()
  for (const { speaker = '', text } of utterances) words.set(speaker, (words.get(speaker) ?? 0) + text.length)
  const sellers = [...words.keys()].filter((speaker) => SELLER.test(speaker))
  if (sellers.length > 0) return (speaker) => speaker !== undefined && sellers.includes(speaker)
  const total = [...words.values()].reduce((sum, count) => sum + count, 0)
  const [most] = [...words].toSorted((a, b) => b[1] - a[1])
  if (most && words.size > 1 && most[1] >= total * HOLDS_FORTH) return (speaker) => (speaker ?? '') === most[0]
  return () => true
}

const NUMBER = '[0-9０-９一二两三四五六七八九十]{1,3}'
/** A link or item by its number, as a stream calls the next product. */
const NUMBERED = new RegExp(`(${NUMBER})\\s*号\\s*(?:链接|宝贝|商品|链|品)|第\\s*(${NUMBER})\\s*(?:个|款|件)(?:链接|宝贝|商品|产品|品)`)
const NEXT = /(?:下一[个款件](?:链接|宝贝|商品|产品|品)?|接下来(?:这|给|为|上|是|我们)|再(?:给大家)?(?:上|来)一[个款件])/

/** Splits where the seller announces the next product; talking of the same number again does not. */
function segments(utterances: readonly Utterance[], isSeller: (speaker: string | undefined) => boolean): Utterance[][] {
  const parts: Utterance[][] = []
  let current: Utterance[] = []
  let number: string | undefined
  let announced = 0
  for (const utterance of utterances) {
    const match = isSeller(utterance.speaker) ? NUMBERED.exec(utterance.text) : null
    const called = match?.[1] ?? match?.[2]
    const isNew = called === undefined ? isSeller(utterance.speaker) && NEXT.test(utterance.text) : called !== number
    if (isNew) {
      // What is said before the first product, such as a greeting, belongs to it.
      if (announced > 0) {
        parts.push(current)
        current = []
      }
      announced++
      number = called
    }
    current.push(utterance)
  }
  parts.push(current)
  return parts
}

function calledIn(part: readonly Utterance[], isSeller: (speaker: string | undefined) => boolean): string | undefined {
  for (const { speaker, text } of part) {
    const called = isSeller(speaker) ? NUMBERED.exec(text)?.[0] : undefined
    if (called !== undefined) return called
  }
  return undefined
}

const written = ({ time, speaker, text }: Utterance): string =>
  `${time === undefined ? '' : `[${time}] `}${speaker === undefined ? '' : `${speaker}：`}${text}`

function listingOf(part: readonly Utterance[], whole: Listing, isSeller: (speaker: string | undefined) => boolean): Listing {
  const own = part.filter(({ speaker }) => isSeller(speaker))
  const others = part.filter(({ speaker }) => !isSeller(speaker))
  const attributes: Record<string, string> = { ...whole.attributes }
  const more = new Map<string, Set<string>>()
  for (const said of part)
    for (const [key, value] of Object.entries(said.more ?? {})) more.set(key, (more.get(key) ?? new Set<string>()).add(value))
  for (const [key, values] of more) attributes[key] ??= [...values].join(';')
  if (others.length > 0) attributes['其他人发言'] = others.map(written).join('\n')
  const times = part.map(({ time }) => time).filter((time) => time !== undefined)
  if (times.length > 0) attributes['时段'] = times.length === 1 ? String(times[0]) : `${times[0]} – ${times.at(-1)}`
  const seenAt = whole.seenAt ?? readDate(times[0])
  return {
    platform: 'transcripts',
    ...whole,
    ...(own.length === 0 ? {} : { description: own.map(written).join('\n') }),
    channel: 'online',
    attributes,
    ...(seenAt === undefined ? {} : { seenAt }),
  }
}
