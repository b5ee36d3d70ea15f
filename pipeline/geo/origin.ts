import type { Listing } from '../../domain/index.ts'
import { creditCodeRegion, isCreditCode } from '../party/credit-code.ts'
import type { FieldText } from '../normalise/fields.ts'
import type { SignalContext } from '../port.ts'
import { relate, relateCode } from './area.ts'
import type { Area, AreaRelation } from './area.ts'
import { divisionTable } from './divisions.ts'
import { readFoodLicences } from './licence.ts'
import { readPlace, readPlaces } from './place.ts'
import type { Place } from './place.ts'

/** Where a listing says that its goods come from. */
export interface OriginEvidence {
  source: 'producer' | 'licence' | 'origin' | 'statement' | 'credit-code' | 'seller' | 'ship-from' | 'title'
  /** 1 decides, 0.3 alone says little: goods of any origin are sent from a warehouse elsewhere (law.md 5.3). */
  weight: number
  place: Place
  field: string
  start: number
  end: number
  text: string
}

const WEIGHTS = {
  producer: 1,
  licence: 1,
  origin: 0.7,
  statement: 0.7,
  'credit-code': 0.3,
  seller: 0.3,
  title: 0.3,
  'ship-from': 0.3,
} as const

const ORIGIN_KEYS = /^(?:产地|原产地|产地省份?|省份|城市|原料产地|生产地|种植地|产区|国产\/进口)$/
const FACTORY_KEYS = /^(?:厂址|生产地址|厂家地址|生产厂址|制造商地址|生产商地址|厂商地址)$/
/** 产地:…, 产自…, 生产地址:… in running text. */
const STATED =
  /(?:原?产地|产自|产于|出产于|生产地|种植于|养殖于|捕捞于|(?:生产|加工)(?:厂|商|企业)?(?:地址|地)|厂址|(?<![收发邮])地址)\s*(?:为|是|在|于)?[:：]?\s*/g
/** 河南产, 山东产: the place stands before the word. */
const PRODUCED = /^(?:本地|当地)?(?:[\u4e00-\u9fff]{0,3}[乡镇村])?(?:产(?!品|业|地|量|后|妇|假|线|权)|自产|出产|原产|所产)/

const known = new WeakMap<SignalContext, readonly OriginEvidence[]>()

/** Everything in a listing that speaks of its origin, strongest first. */
export function originsOf(listing: Listing, context: SignalContext): readonly OriginEvidence[] {
  const before = known.get(context)
  if (before) return before
  const found: OriginEvidence[] = []
  const add = (
    source: OriginEvidence['source'],
    place: Place | undefined,
    field: string,
    text: string,
    start = 0,
    end = text.length,
  ): void => {
    if (place && end > start) found.push({ source, weight: WEIGHTS[source], place, field, start, end, text: text.slice(start, end) })
  }
  const whole = (source: OriginEvidence['source'], field: string, text: string | undefined): void => {
    if (typeof text === 'string' && text !== '') add(source, readPlace(text), field, text)
  }
  whole('producer', 'producer.address', listing.producer?.address)
  licence('producer.licence', listing.producer?.licence, add)
  whole('origin', 'origin', listing.origin)
  for (const field of context.fields) {
    if (field.kind === 'attribute' && ORIGIN_KEYS.test(field.heading ?? '')) whole('origin', field.path, field.text)
    else if (field.kind === 'attribute' && FACTORY_KEYS.test(field.heading ?? '')) whole('producer', field.path, field.text)
    else if (field.kind === 'attribute' || field.kind === 'label') licence(field.path, field.text, add)
    if (field.kind === 'title' || field.kind === 'description' || field.kind === 'label') statements(field, add)
  }
  whole('ship-from', 'shipFrom', listing.shipFrom)
  whole('seller', 'seller.region', listing.seller?.region)
  const code = listing.seller?.creditCode
  if (code !== undefined && isCreditCode(code)) {
    const region = regionPlace(creditCodeRegion(code))
    if (region) add('credit-code', region, 'seller.creditCode', code)
  }
  found.sort((a, b) => b.weight - a.weight)
  known.set(context, found)
  return found
}

type Add = (source: OriginEvidence['source'], place: Place | undefined, field: string, text: string, start?: number, end?: number) => void

function licence(field: string, text: string | undefined, add: Add): void {
  if (typeof text !== 'string') return
  for (const { region, start, end } of readFoodLicences(text)) add('licence', regionPlace(region), field, text, start, end)
}

/** A code that is no longer a county still lies in its prefecture. */
function regionPlace(code: string | undefined): Place | undefined {
  if (code === undefined) return undefined
  const table = divisionTable()
  const division = table.byCode(code) ?? table.byCode(`${code.slice(0, 4)}00`) ?? table.byCode(`${code.slice(0, 2)}0000`)
  return division && { text: division.name, codes: [division.code], start: 0, end: 0 }
}

function statements(field: FieldText, add: Add): void {
  const { text } = field.folded
  for (const match of text.matchAll(STATED)) {
    const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 24)
    const place = readPlace(rest.split(/[，,。;；\s]/)[0] ?? '')
    if (!place || place.start > 2) continue
    const isAddress = /址|加工|生产/.test(match[0])
    const source = isAddress && field.kind === 'label' ? 'producer' : 'statement'
    const end = match.index + match[0].length + Math.max(place.end, 1)
    const span = field.folded.original(match.index, Math.min(end, text.length))
    add(source, place, field.path, field.text, span.start, span.end)
  }
  if (field.kind === 'label') return
  for (const place of readPlaces(text)) {
    const span = field.folded.original(place.start, place.end)
    const source = PRODUCED.test(text.slice(place.end, place.end + 8)) ? 'statement' : field.kind === 'title' ? 'title' : undefined
    if (source)
      add(
        source,
        { ...place, text: text.slice(place.start, place.end + 12).split(/[\s，,。]/)[0] ?? '' },
        field.path,
        field.text,
        span.start,
        span.end,
      )
  }
}

/** What all places together say of an area. */
export interface OriginVerdict {
  relation: 'inside' | 'outside' | 'coarse' | 'unknown'
  /** Places on both sides of the border. */
  contradiction: boolean
  /** The place that decided, and the strongest against it. */
  by?: OriginEvidence
  against?: OriginEvidence
}

/** From this weight on one place decides. */
const DECIDES = 0.5

/** Four places are held against each other: name, attribute, ship-from, producer (law.md 5.3). */
export function originIn(area: Area, origins: readonly OriginEvidence[]): OriginVerdict {
  const related = origins.map((evidence) => ({ evidence, relation: relationOf(evidence, area) }))
  const strongest = (relation: AreaRelation): OriginEvidence | undefined => related.find((entry) => entry.relation === relation)?.evidence
  const inside = strongest('inside')
  const outside = strongest('outside')
  const contradiction = inside !== undefined && outside !== undefined && inside.weight >= DECIDES && outside.weight >= DECIDES
  if (outside && outside.weight >= DECIDES && outside.weight >= (inside?.weight ?? 0))
    return { relation: 'outside', contradiction, by: outside, against: inside }
  if (inside && inside.weight >= DECIDES)
    return { relation: contradiction ? 'unknown' : 'inside', contradiction, by: inside, against: outside }
  const coarse = related.find((entry) => entry.relation === 'coarse' && entry.evidence.weight >= DECIDES)
  if (coarse) return { relation: 'coarse', contradiction, by: coarse.evidence, against: outside }
  return { relation: 'unknown', contradiction, by: outside ?? inside }
}

function relationOf(evidence: OriginEvidence, area: Area): AreaRelation {
  // The title of a GI name holds the place of the name itself, which says nothing of where the goods come from.
  const [code] = evidence.place.codes
  if (evidence.source === 'licence' && code !== undefined) return relateCode(code, '', area)
  return relate(evidence.place, area)
}
