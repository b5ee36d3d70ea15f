import type { Listing, Signal } from '../../domain/index.ts'
import { markState, registrationOf } from '../brand/standing.ts'
import { wordsOf } from '../context/words.ts'
import { readPlaces } from '../geo/place.ts'
import type { FieldText } from '../normalise/fields.ts'
import { isOnGoods } from '../normalise/fields.ts'
import { partiesOf } from '../party/lawful.ts'
import { isSameParty, partyCore } from '../party/names.ts'
import type { SignalContext } from '../port.ts'

const WHOLE_TEXT =
  /全文|全部(?:的)?(?:文字|内容|标注)|六面|各面|整版|标签全部|文字[^，,。]{0,4}(?:全部|完整|到此|录全|如上)|完整(?:的)?(?:文字|录入|抄录|标签)|所有文字|(?:无|没有|别无)其[他它](?:文字|标注|内容)|仅有以上/
/** Notes of size by whoever typed the label: 乃(极小字), (大字), 淡色. */
const SMALL = /([\p{Script=Han}A-Za-z]{1,3})\s*[(（](?:极小|很小|微小|缩小|淡色|浅色|细小|小号|小字)[\p{Script=Han}]{0,3}[)）]/gu
const NOTE = /[(（](?:[^()（）]{0,4}(?:大字|突出|醒目|加粗|加大|放大|大号|红字|艺术字)[^()（）]{0,4})[)）]/gu
const BRACKETED = /[(（]([\p{Script=Han}A-Za-z]{1,2})[)）]/gu

/**
 * `mark.licensee`: a licensee's label (商标法 四十三(2)); value `complete` or `lacking`, facts `wholeText`.
 * `mark.distorted`: an own registered mark set so that another's stands out (law.md TM-03), the other's name as subject.
 */
export function markOnLabel(listing: Listing, context: SignalContext): Signal[] {
  return [...licenseeLabel(listing, context), ...distorted(listing, context)]
}

function licenseeLabel(listing: Listing, context: SignalContext): Signal[] {
  const parties = partiesOf(listing)
  const producer = listing.producer?.name
  if (!producer) return []
  const signals: Signal[] = []
  for (const field of context.fields) {
    if (!isOnGoods(field)) continue
    for (const { mark, owner, licensees, registrationNo } of licensedMarks(field, context)) {
      if (
        !licensees.some((licensee) => isSameParty(licensee, producer)) ||
        parties.some(({ name }) => isSameParty(name, owner) && name === producer)
      )
        continue
      const plain = partyCore(field.text)
      const namesLicensee = [producer, ...licensees].some((party) => plain.includes(partyCore(party)))
      const namesPlace = /产地|生产地址|厂址/.test(field.folded.text) || readPlaces(field.folded.text).length > 0
      const start = field.text.indexOf(mark)
      const lacking = [namesLicensee ? '' : '被许可人名称', namesPlace ? '' : '商品产地'].filter(Boolean)
      signals.push({
        name: 'mark.licensee',
        subject: mark,
        field: field.path,
        start,
        end: start + mark.length,
        text: mark,
        value: lacking.length === 0 ? 'complete' : 'lacking',
        facts: { wholeText: WHOLE_TEXT.test(field.text) },
        reason:
          lacking.length === 0
            ? `被许可人使用“${mark}”（${registrationNo}），标明了自己的名称和产地`
            : `被许可人使用“${mark}”（${registrationNo}），标签未见${lacking.join('和')}`,
      })
    }
  }
  return signals
}

/** Marks with licensees of which the label holds the words. The brand of the listing says which to look up. */
function licensedMarks(field: FieldText, context: SignalContext) {
  const words = new Set([
    ...context.fields.filter((other) => other.kind === 'brand').map((other) => other.text.trim()),
    ...context.matches(field).map((match) => match.name),
  ])
  return [...words]
    .flatMap((word) => context.index.marks(word))
    .filter((mark) => mark.licensees.length > 0 && markState(mark, context.asOf) === 'valid' && field.text.includes(mark.mark))
}

function distorted(listing: Listing, context: SignalContext): Signal[] {
  if (!/[(（]/.test(wordsOf(context))) return []
  const signals: Signal[] = []
  for (const field of context.fields) {
    if (field.kind !== 'label' && field.kind !== 'brand' && field.kind !== 'title') continue
    const text = field.folded.text.replace(NOTE, (note) => ' '.repeat(note.length))
    const shrunk = [...text.matchAll(SMALL), ...text.matchAll(BRACKETED)]
    if (shrunk.length === 0) continue
    // What is printed small is left out, and what is left read again.
    const [small] = shrunk
    const letters = small?.[1] ?? ''
    const without = shrunk.reduce((left, match) => left.replace(match[0], ' '), text)
    const joined = without.replace(/\s+/g, '')
    for (const { name, exact } of context.matcher.match(joined)) {
      const row = context.index.name(name).find((entry) => entry.kind !== 'gi')
      if (!row || !exact || registeredTo(listing, name, context)) continue
      const own = ownMarkAround(name, letters, listing, context)
      if (!own || !small) continue
      const at = field.folded.original(small.index, small.index + small[0].length)
      signals.push({
        name: 'mark.distorted',
        subject: name,
        field: field.path,
        ...at,
        text: field.text.slice(at.start, at.end),
        value: own,
        facts: { where: field.where ?? field.kind },
        reason: `把注册商标“${own}”中的“${letters}”缩小或隔开，突出成“${name}”`,
      })
    }
  }
  return signals
}

function registeredTo(listing: Listing, mark: string, context: SignalContext): boolean {
  return partiesOf(listing).some(({ name }) => context.index.marks(mark).some((row) => isSameParty(row.owner, name)))
}

/** A valid registration of the protected name with the small letters put back somewhere: 大白兔 and 乃 make 大白乃兔. */
function ownMarkAround(name: string, letters: string, listing: Listing, context: SignalContext): string | undefined {
  for (let at = 0; at <= name.length; at++) {
    const candidate = name.slice(0, at) + letters + name.slice(at)
    const { state } = registrationOf(candidate, listing.niceClass, context)
    if (state === 'valid' || state === 'grace') return candidate
  }
  return undefined
}
