import { ConfigError } from '../../domain/index.ts'
import { cellText, CREDIT_CODE, OLD_REGISTRATION, PHONE, PLACEHOLDER, readAmount, readDate, type Cell } from './cell-values.ts'
import { fieldByName, TARGET_FIELDS, type TargetField, type ValueType } from './fields.ts'

export interface GuessedColumn {
  /** 0-based position in the sheet. */
  index: number
  heading: string
  /** What the column fills; absent where it goes to `attributes` under its own heading. */
  field?: TargetField
  /** Why it was taken for that: its heading, its values, or the user said so. */
  by?: 'heading' | 'values' | 'given'
  /** 0..1, of the guess. */
  certainty: number
  /** What its values look like, as a help to the reader of a preview. */
  looksLike: ValueType | 'phone' | 'empty'
  examples: string[]
}

/** `标题=品名,价格=单价`: field → heading. A dash takes a field away: `价格=-`. */
export type GivenColumns = ReadonlyMap<string, string>

/** @throws ConfigError for a field that does not exist, or a part that is no pair */
export function parseGivenColumns(text: string): GivenColumns {
  const given = new Map<string, string>()
  for (const part of text.split(/[,，]/).filter((one) => one.trim() !== '')) {
    const [, name = '', heading = ''] = /^([^=＝]+)[=＝](.+)$/.exec(part.trim()) ?? []
    const field = fieldByName(name.trim())
    if (!field) {
      const known = TARGET_FIELDS.map(({ zh }) => zh).join('、')
      throw new ConfigError(`--columns: ${JSON.stringify(part)}: 应为 字段=列名，字段为 ${known}`)
    }
    given.set(field.path, heading.trim())
  }
  return given
}

/** A heading without blanks, units and remarks in brackets. */
export function plainHeading(heading: string): string {
  return heading
    .replace(/[(（[【][^)）\]】]*[)）\]】]/g, '')
    .replace(/[\s*＊:：、/／·.。"'“”]+/g, '')
    .toLowerCase()
}

const synonyms = new Map<string, TargetField>()
for (const field of TARGET_FIELDS) for (const heading of field.headings) synonyms.set(plainHeading(heading), field)

/** A heading that only counts lines, or that speaks of the person who complains or of the office, fills nothing. */
const NOT_MEANT =
  /^(?:序号|行号|no$|投诉人|举报人|提供方|消费者|联系|检查人|执法|承办|承检|处理|办理|办结|反馈|备注|投诉内容|举报内容|电话|抽样单位|检验|检测|委托|填报|主管|监管|送检)/

/** Short words that still say at the end of a longer heading what it is; 单位、日期 and 编号 there may be anyone's. */
const SHORT_ENDINGS = new Set(['单价', '售价', '标价', '品牌', '商标', '产地', '品名'])

/** What a heading says that its column holds, with how surely. */
export function fieldOfHeading(heading: string): { field: TargetField; certainty: number } | undefined {
  // Of a heading in two lines the lower one says it most exactly.
  const parts = heading.split('\n').map(plainHeading).filter(Boolean)
  const whole = synonyms.get(parts.join(''))
  if (whole) return { field: whole, certainty: 1 }
  for (const [nth, plain] of parts.toReversed().entries()) {
    const exact = synonyms.get(plain) ?? synonyms.get(plain.replace(/(?:标注|标示)$/, ''))
    if (exact) return { field: exact, certainty: nth === 0 ? 1 : 0.5 }
    if (NOT_MEANT.test(plain)) return undefined
    let best: { field: TargetField; certainty: number } | undefined
    for (const [synonym, field] of synonyms) {
      // A longer word that ends with a known one is a kind of it: 摊位租金单价 is a price, 商品名称备注 is no name.
      if ((synonym.length < 3 && !SHORT_ENDINGS.has(synonym)) || !plain.endsWith(synonym)) continue
      const certainty = 0.4 + (0.5 * synonym.length) / plain.length
      if (!best || certainty > best.certainty) best = { field, certainty: certainty * (nth === 0 ? 1 : 0.5) }
    }
    // 商品名称及规格 is the name first of all.
    const leading = synonyms.get(plain.replace(/(?:及其?|和|与|或)[^及和与或]+$/, ''))
    best ??= leading && { field: leading, certainty: 0.8 }
    if (best) return best
  }
  return undefined
}

const FITS: Readonly<Record<Exclude<ValueType, 'text'>, (cell: Cell) => boolean>> = {
  date: (cell) => readDate(cell) !== undefined,
  month: (cell) => readDate(cell, true) !== undefined,
  amount: (cell) => readAmount(cell) !== undefined,
  count: (cell) => /^\d[\d,.]*\s*[万千]?\+?\s*[件个单]?$/.test(cellText(cell)),
  'credit-code': (cell) => CREDIT_CODE.test(cellText(cell).toUpperCase()) || OLD_REGISTRATION.test(cellText(cell)),
  url: (cell) => /^https?:\/\/\S+$/i.test(cellText(cell)),
}

/** Share of the values, 0..1, that read as the type. */
export function shareOf(type: ValueType, values: readonly Cell[]): number {
  if (type === 'text') return 1
  return values.length === 0 ? 0 : values.filter((value) => FITS[type](value)).length / values.length
}

/** What values say without any heading. A bare number says nothing: it may be a count, a weight or a stall. */
function typeOfValues(values: readonly Cell[]): GuessedColumn['looksLike'] {
  if (values.length === 0) return 'empty'
  const most = (fits: (cell: Cell) => boolean): boolean => values.filter(fits).length >= values.length * 0.8
  if (most((cell) => PHONE.test(cellText(cell)))) return 'phone'
  if (most((cell) => CREDIT_CODE.test(cellText(cell).toUpperCase()))) return 'credit-code'
  if (most(FITS.url)) return 'url'
  if (most((cell) => cell instanceof Date || (typeof cell === 'string' && !/^\d+$/.test(cell.trim()) && FITS.date(cell)))) return 'date'
  if (most((cell) => typeof cell === 'string' && /[¥￥元]/.test(cell) && FITS.amount(cell))) return 'amount'
  return 'text'
}

const FIELD_OF_TYPE: Partial<Record<GuessedColumn['looksLike'], string>> = {
  'credit-code': 'seller.creditCode',
  url: 'url',
  date: 'seenAt',
  amount: 'price',
}

const EXAMPLES = 3
/** Values that are looked at in a column. */
const SAMPLE = 200

/**
 * Which column fills which field: what the user gave, then the headings (held against the values), then the values alone.
 * A field is filled by one column; the others keep their heading in `attributes`.
 * @throws ConfigError for a heading in `given` that the sheet lacks
 */
export function guessColumns(
  headings: readonly string[],
  rows: readonly (readonly Cell[])[],
  given: GivenColumns = new Map(),
): GuessedColumn[] {
  const columns = headings.map((heading, index): GuessedColumn => {
    const values = valuesOf(rows, index)
    const examples = [...new Set(values.map(cellText))].slice(0, EXAMPLES)
    return { index, heading, certainty: 0, looksLike: typeOfValues(values), examples }
  })
  const taken = new Set<string>()
  const take = (column: GuessedColumn, field: TargetField, by: GuessedColumn['by'], certainty: number): void => {
    Object.assign(column, { field, by, certainty: Math.round(certainty * 100) / 100 })
    taken.add(field.path)
  }
  for (const [path, heading] of given) {
    const field = fieldByName(path)
    if (heading === '-') taken.add(path)
    else {
      const column = columns.find((one) => one.heading === heading || plainHeading(one.heading) === plainHeading(heading))
      if (!column)
        throw new ConfigError(
          `--columns: 表中没有列 ${JSON.stringify(heading)}；有 ${columns.map((one) => oneLine(one.heading)).join('、')}`,
        )
      if (field) take(column, field, 'given', 1)
    }
  }
  const guesses = columns.flatMap((column) => {
    const said = column.by ? undefined : fieldOfHeading(column.heading)
    if (!said) return []
    const values = valuesOf(rows, column.index)
    // A heading is believed less where the values do not read as what it promises.
    const fits = column.looksLike === 'empty' ? 1 : shareOf(said.field.type, values)
    if (column.looksLike === 'phone' || fits < 0.2) return []
    return [{ column, field: said.field, certainty: said.certainty * (0.5 + fits / 2) }]
  })
  for (const { column, field, certainty } of guesses.toSorted((a, b) => b.certainty - a.certainty))
    if (!column.by && !taken.has(field.path)) take(column, field, 'heading', certainty)
  for (const column of columns) {
    const field = column.by ? undefined : fieldByName(FIELD_OF_TYPE[column.looksLike] ?? '')
    // A heading that means something else wins over the looks of the values.
    const saysElse = fieldOfHeading(column.heading) !== undefined || NOT_MEANT.test(plainHeading(column.heading))
    if (field && !taken.has(field.path) && !saysElse) take(column, field, 'values', 0.5)
  }
  return columns
}

function valuesOf(rows: readonly (readonly Cell[])[], index: number): Cell[] {
  const values: Cell[] = []
  for (const row of rows) {
    const value = row[index]
    const text = cellText(value)
    if (text !== '' && !PLACEHOLDER.test(text)) values.push(value)
    if (values.length >= SAMPLE) break
  }
  return values
}

/** A heading in two lines, as it is shown and kept. */
export function oneLine(heading: string): string {
  return heading.replaceAll('\n', '/')
}
