import type { Page } from './document.ts'
import { rawText, tagged } from './document.ts'
import type { Data } from './object-literal.ts'
import { readData } from './object-literal.ts'

/** Values of all JSON-LD scripts. Broken ones (commas, comments, control characters, raw line ends) are read as far as they go. */
export function readJsonLd(page: Page): Data[] {
  const values: Data[] = []
  for (const script of tagged(page, 'script')) {
    if (!/ld\+json/i.test(script.attribs['type'] ?? '')) continue
    const text = rawText(script)
      .replace(/^\s*(?:<!--|\/\/\s*<!\[CDATA\[|<!\[CDATA\[|\/\*\s*<!\[CDATA\[\s*\*\/)/, '')
      .replace(/(?:-->|\/\/\s*\]\]>|\]\]>|\/\*\s*\]\]>\s*\*\/)\s*;?\s*$/, '')
      .replace(/;\s*$/, '')
    const value = readData(text)
    if (Array.isArray(value)) values.push(...value)
    else if (value !== undefined) values.push(value)
  }
  return values
}
