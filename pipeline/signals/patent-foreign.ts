import type { Listing, Signal } from '../../domain/index.ts'
import type { FieldText } from '../normalise/fields.ts'
import { sentenceAt } from '../normalise/sentence.ts'
import { bareClaims } from '../patent/claims.ts'
import { partiesOf } from '../patent/party.ts'
import { readPatents } from '../patent/read.ts'
import type { ReadNumber } from '../patent/read.ts'
import { corresponds, holdersNamedIn, productWords, rightsOf, stateOn } from '../patent/register.ts'
import type { SignalContext, SignalFunction } from '../port.ts'
import { placeOf } from './patent-mark.ts'

/**
 * `patent.foreign`: numbers of PCT and other offices (`pct-called` where a PCT application is called a patent).
 * `patent.publication`: numbers of Chinese publications, which are no patent numbers.
 */
export const foreignPatents: SignalFunction = (listing, context) =>
  context.fields.flatMap((field) =>
    readPatents(field).numbers.flatMap((number) => {
      if (number.kind === 'foreign') return [foreignOf(field, number)]
      return number.kind === 'publication' ? [publicationOf(listing, context, field, number)] : []
    }),
  )

const INTERNATIONAL = /^(?:PCT|WO)/
/** The application is said to be one. */
const SAID_APPLIED = /申请(?!了专利)|公布|公开|阶段|application|pending/i

function foreignOf(field: FieldText, number: ReadNumber): Signal {
  const sentence = sentenceAt(field.folded.text, number.at).text
  const international = INTERNATIONAL.test(number.number)
  const called = /专利|patent/i.test(sentence) && !SAID_APPLIED.test(sentence)
  return {
    ...place(number),
    name: 'patent.foreign',
    value: international ? (called ? 'pct-called' : 'pct') : 'foreign',
    facts: { place: placeOf(field) },
    reason: international
      ? called
        ? 'PCT 只是国际申请，没有“国际专利”，这里把申请称为专利'
        : 'PCT 国际申请号，是否进入中国国家阶段并授权待查'
      : '外国专利号，在中国有无专利待查',
  }
}

const CITED = /(?:申请)?公[布开](?:号|日)?|公告号|专利申请/

function publicationOf(listing: Listing, context: SignalContext, field: FieldText, number: ReadNumber): Signal {
  const text = field.folded.text
  const before = text.slice(Math.max(0, number.at - 16), number.at)
  const granted = !number.number.endsWith('A')
  const heading = /(?:^|[\s,，;；。|])([^\s,，;；。|]*)[\s:：为是]*$/.exec(before)?.[1] ?? ''
  const called = !/申请|公布|公开/.test(heading) && /专利|patent/i.test(`${before} ${text.slice(number.endAt, number.endAt + 12)}`)
  const numbered = context.fields.some((other) => placeOf(other) === placeOf(field) && readPatents(other).numbers.some(({ zl }) => zl))
  // 已获发明专利，公布号 CN…A: the claim and the number stand apart.
  const claimed = !granted && !numbered && bareClaims(text, []).some((claim) => claim.form === 'claim')
  const parties = partiesOf(listing, text)
  const names = [...parties.principals, ...(parties.producer ? [parties.producer] : parties.makers)]
  const snapshot = context.registry.patents?.asOf ?? context.asOf
  const own = rightsOf(context.index, names.length > 0 ? names : holdersNamedIn(context.index, text)).some(
    (row) =>
      row.type === number.type &&
      stateOn(row, context.asOf, snapshot).state === 'valid' &&
      corresponds(row.title, productWords(listing)) === 'yes',
  )
  return {
    ...place(number),
    name: 'patent.publication',
    value: granted ? 'granted' : 'application',
    facts: {
      place: placeOf(field),
      called: called || claimed || (granted && !CITED.test(heading)),
      own,
      numbered,
    },
    reason: granted
      ? '以授权公告号代替专利号'
      : called || claimed
        ? '公布号只表示专利申请已经公布，并未授权，这里称作专利'
        : '写明的是专利申请公布号',
  }
}

function place(number: ReadNumber): Pick<Signal, 'subject' | 'field' | 'start' | 'end' | 'text'> {
  const { field, start, end, text } = number
  return { subject: number.number, field, start, end, text }
}
