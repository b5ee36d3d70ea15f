import type { Day } from '../domain/index.ts'
import { readListing } from '../crawlers/intake/listing-line.ts'
import type { Assessor } from '../pipeline/port.ts'
import type { SourceLine } from './streams.ts'

export interface AssessedLines {
  /** One line of JSON for each line that was not blank, each with its line end. */
  output: string
  /** Lines that could not be read or judged. */
  errors: number
}

/** Assesses lines of listings; a line that cannot be read keeps its place with its error. */
export function assessLines(assessor: Assessor, lines: readonly SourceLine[], file: string, asOf: Day | undefined): AssessedLines {
  const conduct = asOf === undefined ? {} : { asOf }
  let output = ''
  let errors = 0
  const fault = (number: number, message: string, field?: string): void => {
    errors++
    output += `${JSON.stringify({ error: { line: number, field, message: `${file}:${number}: ${message}` } })}\n`
  }
  for (const { number, text } of lines) {
    if (text.trim() === '') continue
    const read = readListing(text)
    if ('error' in read) {
      fault(number, read.error.message, read.error.field)
      continue
    }
    try {
      output += `${JSON.stringify(assessor.assess(read.listing, conduct))}\n`
    } catch (error) {
      // A defect of ours on one listing must not keep the others from being judged.
      fault(number, `could not be judged: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return { output, errors }
}
