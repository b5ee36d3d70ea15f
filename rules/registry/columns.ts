import { PATENT_STATUSES, PATENT_TYPES } from '../../domain/index.ts'
import type { RegistryRows, TableName } from '../../domain/index.ts'

/** Reads one cell. Throws a plain string that says what was expected. */
type Read<T> = (cell: string) => T

const text: Read<string | undefined> = (cell) => cell || undefined

const needed: Read<string> = (cell) => {
  if (cell === '') throw new CellError('must not be empty')
  return cell
}

/** Split at `;`, also the full-width one, but not inside brackets: `苏州市阳澄湖水域(相城区;昆山市)` is one entry. */
export const list: Read<string[]> = (cell) => {
  const parts: string[] = []
  let depth = 0
  let part = ''
  for (const character of cell) {
    if (character === '(' || character === '（') depth++
    if (character === ')' || character === '）') depth--
    if ((character === ';' || character === '；') && depth <= 0) {
      parts.push(part.trim())
      part = ''
    } else part += character
  }
  parts.push(part.trim())
  return parts.filter((entry) => entry !== '')
}

/** Words of goods; offices also separate them with 、. */
const goodsWords: Read<string[]> = (cell) => list(cell.replaceAll('、', ';'))

/** Areas with a list in brackets name the places themselves as well: officers compare addresses with those. */
const areas: Read<string[]> = (cell) => {
  const found: string[] = []
  for (const entry of list(cell)) {
    const bracket = /^(.*?)[(（](.+)[)）]$/.exec(entry)
    if (!bracket) found.push(entry)
    else found.push(bracket[1] ?? '', ...list(bracket[2] ?? ''))
  }
  return found.filter((entry) => entry !== '')
}

const day: Read<string | undefined> = (cell) => {
  if (cell === '') return undefined
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(cell) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(cell)
  const [, year, month, date] = match ?? []
  if (!year || !month || !date) throw new CellError('expected a day, YYYY-MM-DD')
  const iso = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const time = Date.parse(`${iso}T00:00:00Z`)
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso) throw new CellError('no such day')
  return iso
}

export const neededDay: Read<string> = (cell) => {
  const read = day(cell)
  if (read === undefined) throw new CellError('must not be empty: the snapshot date, YYYY-MM-DD')
  return read
}

const seasonDay: Read<string | undefined> = (cell) => {
  if (cell === '') return undefined
  const [, month, date] = /^(\d{2})-(\d{2})$/.exec(cell) ?? []
  if (!month || !date || Number(month) < 1 || Number(month) > 12 || Number(date) < 1 || Number(date) > 31)
    throw new CellError('expected a day of the year, MM-DD')
  return cell
}

const number: Read<number> = (cell) => {
  const read = Number(cell)
  if (cell === '' || !Number.isFinite(read) || read < 0) throw new CellError('expected a number')
  return read
}

const optionalNumber: Read<number | undefined> = (cell) => (cell === '' ? undefined : number(cell))

const niceClasses: Read<number[]> = (cell) =>
  list(cell).map((entry) => {
    const read = Number(entry)
    if (!Number.isInteger(read) || read < 1 || read > 45) throw new CellError('expected classes 1 to 45, separated by ;')
    return read
  })

const boolean: Read<boolean> = (cell) => {
  if (/^(true|1|是|y|yes)$/i.test(cell)) return true
  if (/^(false|0|否|n|no|)$/i.test(cell)) return false
  throw new CellError('expected true or false')
}

function oneOf<const T extends string>(allowed: readonly T[]): Read<T> {
  return (cell) => {
    const found = allowed.find((entry) => entry === cell)
    if (found === undefined) throw new CellError(`expected ${allowed.join(', ')}`)
    return found
  }
}

/** Digits, dot and check digit, as `201919900001.1`; printed forms are brought to it. */
const patentNumber: Read<string> = (cell) => {
  const plain = cell
    .normalize('NFKC')
    .toUpperCase()
    .replace(/^(ZL|CN)/, '')
    .replace(/[\s.·]/g, '')
  if (!/^(\d{12}|\d{8})[\dX]$/.test(plain)) throw new CellError('expected 12 or 8 digits and the check digit, such as 201919900001.1')
  return `${plain.slice(0, -1)}.${plain.slice(-1)}`
}

/** 18 characters of GB 32100; the check character is tested where a code is used, so that a misprint can be shown. */
const creditCode: Read<string | undefined> = (cell) => {
  if (cell === '') return undefined
  const code = cell.normalize('NFKC').toUpperCase()
  if (!/^[0-9A-Z]{18}$/.test(code)) throw new CellError('expected 18 characters of a unified social credit code')
  return code
}

/** A cell that cannot be read; the message says what was expected. */
export class CellError extends Error {}

type Column<T> = { key: string; read: Read<T>; optional?: boolean }
type Columns<Row> = { [K in keyof Row]-?: Column<Row[K]> }

const col = <T>(key: string, read: Read<T>): Column<T> => ({ key, read })
const extra = <T>(key: string, read: Read<T>): Column<T> => ({ key, read, optional: true })

/** The columns of interfaces.md; `as_of` stands in every table and is read apart. */
export const COLUMNS: { [N in TableName]: Columns<RegistryRows[N]> } = {
  names: {
    name: col('name', needed),
    latin: col('latin', text),
    kind: col('kind', oneOf(['brand', 'laozihao', 'gi'])),
    niceClass: col('nice_class', niceClasses),
    goods: col('goods', goodsWords),
    owner: col('owner', text),
    aliases: col('aliases', list),
  },
  gi: {
    name: col('name', needed),
    kind: col('kind', oneOf(['product', 'mark', 'agri'])),
    area: col('area', areas),
    areaCode: col('area_code', text),
    category: col('category', text),
    registrationNo: col('registration_no', text),
    standardNo: col('standard_no', text),
    holder: col('holder', text),
    seasonStart: col('season_start', seasonDay),
    seasonEnd: col('season_end', seasonDay),
    markType: extra('mark_type', (cell) => (cell === '' ? undefined : oneOf(['collective', 'certification'])(cell))),
  },
  lawful_users: {
    subject: col('subject', needed),
    creditCode: col('credit_code', creditCode),
    right: col('right', needed),
    scope: col('scope', text),
    validFrom: col('valid_from', day),
    validTo: col('valid_to', day),
  },
  authorised_shops: {
    platform: col('platform', needed),
    shop: col('shop', needed),
    right: col('right', needed),
    validFrom: col('valid_from', day),
    validTo: col('valid_to', day),
  },
  patents: {
    number: col('number', patentNumber),
    type: col('type', oneOf(PATENT_TYPES)),
    status: col('status', oneOf(PATENT_STATUSES)),
    filed: col('filed', day),
    ended: col('ended', day),
    holder: col('holder', text),
    licensees: col('licensees', list),
    title: col('title', text),
    method: col('method', boolean),
  },
  marks: {
    registrationNo: col('registration_no', needed),
    mark: col('mark', needed),
    niceClass: col('nice_class', niceClasses),
    status: col('status', needed),
    owner: col('owner', text),
    licensees: col('licensees', list),
    registeredOn: col('registered_on', day),
    expiresOn: col('expires_on', day),
  },
  signs: {
    sign: col('sign', needed),
    kind: col('kind', oneOf(['olympic', 'special', 'official'])),
    holder: col('holder', text),
    licensees: col('licensees', list),
    validFrom: col('valid_from', day),
    validTo: col('valid_to', day),
  },
  prices: {
    name: col('name', needed),
    per: col('per', needed),
    median: col('median', number),
    p10: col('p10', optionalNumber),
    n: col('n', number),
  },
}
