import type { Day, Listing, PatentNumber } from '../../domain/index.ts'
import { fieldsOf } from '../normalise/fields.ts'
import { readNumbers } from './read.ts'

/** A text as the label that it was read from, for `zhixun patent`. */
export function patentLabel(text: string, options: { produced?: Day } = {}): Listing {
  return { labels: [{ where: 'package', text, productionDate: options.produced }] }
}

/** The patent, application, publication and foreign numbers in a text; positions are those of the text as given. */
export function parsePatentText(text: string): PatentNumber[] {
  return readNumbers(fieldsOf(patentLabel(text)))
}

export { checkDigitOf, termEnd } from './number.ts'
export { readNumbers } from './read.ts'
