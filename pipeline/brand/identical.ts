import type { NameRow } from '../../domain/index.ts'
import { foldText } from '../normalise/fold.ts'

/** Latin letters and digits that print alike. */
const ALIKE: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  i: 'l',
  '|': 'l',
  '!': 'l',
  '5': 's',
  $: 's',
  '8': 'b',
  '3': 'e',
  '4': 'a',
  '@': 'a',
  q: 'g',
  vv: 'w',
}

/** Case, width, script, separators and look-alike letters taken away: what is left equal differs by nothing that a buyer sees (商标侵权判断标准 基本无差别). */
export function visualForm(text: string): string {
  let out = ''
  for (const character of foldText(text).toLowerCase().replaceAll('vv', 'w').replaceAll('rn', 'm'))
    if (/[\p{L}\p{N}|!$@]/u.test(character)) out += ALIKE[character] ?? character
  return out
}

export function isNearlyIdentical(text: string, row: NameRow): boolean {
  const form = visualForm(text)
  if (form === '') return false
  return [row.name, row.latin, ...row.aliases].some((name) => name !== undefined && name !== '' && visualForm(name) === form)
}
