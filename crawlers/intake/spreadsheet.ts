import { basename } from 'node:path'
import { InputError, type Label, type Listing, type Price, type Producer, type Seller } from '../../domain/index.ts'
import { sha256Hex } from '../../store/hash.ts'
import { readCount } from '../extract/price.ts'
import { perOf } from '../extract/units.ts'
import { cellText, CREDIT_CODE, OLD_REGISTRATION, PLACEHOLDER, readAmount, readDate, type Cell } from './cell-values.ts'
import { guessColumns, oneLine, type GivenColumns, type GuessedColumn } from './columns.ts'
import { findHeader, type Header } from './header.ts'
import { ORIGIN, type IntakeItem } from './item.ts'
import { readSheets, type Sheet, type SheetRow } from './sheet.ts'

export interface SheetPlan {
  sheet?: string
  columns: GuessedColumn[]
  rows: SheetRow[]
}

/**
 * Finds the headings of each sheet and guesses its columns; nothing is read yet. A sheet without any known heading is left out,
 * unless it is the only one.
 * @throws InputError where no sheet has a column for what is sold; ConfigError for a given heading that no sheet has
 */
export async function planSpreadsheet(bytes: Uint8Array, file: string, given: GivenColumns = new Map()): Promise<SheetPlan[]> {
  const plans: SheetPlan[] = []
  const sheets = await readSheets(bytes, file)
  for (const sheet of sheets) {
    const header = findHeader(sheet, [...given.values()])
    if (header) plans.push(planSheet(sheet, header, given))
  }
  const usable = plans.filter(({ columns }) => columns.some(({ field }) => field && SUBJECT.has(field.path.split('.')[0] ?? '')))
  if (usable.length === 0)
    throw new InputError(
      plans.length === 0
        ? 'expected a row of headings such as 商品名称、价格、经营者'
        : `expected a column for the goods; name it with --columns 标题=列名 (${[...new Set(plans.flatMap(({ columns }) => columns.map(({ heading }) => oneLine(heading))))].join('、')})`,
      { file, field: '标题' },
    )
  return usable
}

/** The name under which rows that name no platform are kept. */
const PLATFORM = 'inspections'
const ORIGINS: ReadonlySet<string> = new Set(Object.values(ORIGIN))

/** What a listing cannot do without. */
const SUBJECT = new Set(['title', 'labels'])

function planSheet(sheet: Sheet, { headings, rows }: Header, given: GivenColumns): SheetPlan {
  const columns = guessColumns(
    headings,
    rows.map(({ cells }) => cells),
    given,
  ).filter(({ heading, looksLike }) => looksLike !== 'empty' || !/^第\d+列$/.test(heading))
  return { ...(sheet.name === undefined ? {} : { sheet: sheet.name }), columns, rows }
}

/** The rows of planned sheets as listings. A row that is wrong in a field gives the listing without it, and the error. */
export function* readRows(plans: readonly SheetPlan[], file: string): Generator<IntakeItem> {
  const seen = new Map<string, number>()
  for (const plan of plans)
    for (const row of plan.rows) {
      if (isNoRecord(row, plan)) continue
      yield* readRow(row, plan, file, seen)
    }
}

const FOOTER =
  /^(?:合计|总计|小计|共计|备注|说明|注|填表|填报|制表|审核|检查人员?|执法人员|负责人|经办人|单位盖章)(?:[人：:\s(（]|签[字名]|$)/

/** Blank rows, headings repeated on the next printed page, and the lines below a table. */
function isNoRecord({ cells }: SheetRow, { columns }: SheetPlan): boolean {
  const words = cells.map(cellText)
  const filled = words.filter(Boolean)
  if (filled.length === 0) return true
  if (FOOTER.test(filled[0] ?? '') && new Set(filled).size <= 3) return true
  const repeated = columns.filter(({ index, heading }) => words[index] !== '' && words[index] === heading.split('\n').at(-1))
  return repeated.length >= 2 && repeated.length >= filled.length - 1
}

function* readRow(
  { line, cells }: SheetRow,
  { sheet, columns }: SheetPlan,
  file: string,
  seen: Map<string, number>,
): Generator<IntakeItem> {
  const row = new RowReader()
  for (const column of columns) row.take(column, cells[column.index])
  const listing = row.listing()
  const faults = row.faults
  if (!listing) faults.push({ field: '标题', expected: 'expected the name of the goods' })
  const kept = listing ? {} : { kept: cells.map(cellText).join('\t') }
  for (const { field, expected } of faults) yield { error: new InputError(expected, { file, line, field }), ...kept }
  if (!listing) return
  listing.channel ??= listing.url === undefined && listing.platform === undefined ? 'stall' : 'online'
  listing.platform ??= PLATFORM
  // Without a number it is known by what the row says, so that a file that is renamed or grows gives the same listings again.
  const id = listing.id ?? sha256Hex(JSON.stringify(cells.map(cellText))).slice(0, 16)
  const nth = (seen.get(id) ?? 0) + 1
  seen.set(id, nth)
  // One complaint can name several goods, a row each.
  listing.id = nth === 1 ? id : `${id}-${nth}`
  listing.attributes = {
    ...listing.attributes,
    [ORIGIN.file]: basename(file),
    ...(sheet === undefined ? {} : { [ORIGIN.sheet]: sheet }),
    [ORIGIN.line]: String(line),
    ...(faults.length === 0 ? {} : { [ORIGIN.fault]: faults.map(({ field, expected }) => `${field}: ${expected}`).join('; ') }),
  }
  yield { listing }
}

interface Fault {
  field: string
  expected: string
}

/** Puts the cells of one row where they belong. What is wrong keeps its words among the attributes. */
class RowReader {
  readonly faults: Fault[] = []
  readonly #listing: Listing = {}
  readonly #labels: Label[] = []
  readonly #attributes: Record<string, string> = {}
  readonly #seller: Seller = {}
  readonly #producer: Producer = {}
  #price: Price | undefined
  #per: string | undefined
  #productionDate: string | undefined

  take({ heading, field }: GuessedColumn, cell: Cell): void {
    const text = cellText(cell)
    if (text === '') return
    const isEmpty = PLACEHOLDER.test(text)
    const expected = field && !isEmpty ? this.#place(field.path, cell, text) : undefined
    if (field?.path === 'price') this.#per ??= perOf(/[/／每][^)）/／]+(?=[)）]|$)/.exec(heading)?.[0].replace(/^每/, '/') ?? '')
    if (expected) this.faults.push({ field: oneLine(heading), expected: `${expected}, not ${JSON.stringify(text.slice(0, 60))}` })
    // What has no field of its own, or does not fit in it, keeps its heading.
    if (!field || isEmpty || expected !== undefined || KEPT_AS_WELL.has(field.path))
      this.#attributes[ORIGINS.has(heading) ? `${heading}（表内）` : oneLine(heading)] = text
  }

  /** @returns what was expected where the value does not fit; empty where it is right and yet has no place in the field */
  #place(path: string, cell: Cell, text: string): string | undefined {
    switch (path) {
      case 'title':
      case 'brand':
      case 'origin':
      case 'shipFrom':
      case 'id':
      case 'platform':
        // Excel keeps fifteen digits of a number; those behind are lost (ECMA-376 stores a double).
        if (typeof cell === 'number' && !Number.isSafeInteger(cell) && Number.isInteger(cell))
          return 'expected text: Excel lost the last digits'
        this.#listing[path] = text
        return undefined
      case 'category':
        this.#listing.category = text.split(/\s*[>＞/／|]\s*/).filter(Boolean)
        return undefined
      case 'url':
        if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return 'expected an address (https://…)'
        this.#listing.url = text
        return undefined
      case 'channel':
        this.#listing.channel = channelOf(text)
        return undefined
      case 'price': {
        const amount = readAmount(cell)
        if (!amount) return 'expected an amount'
        this.#price = amount
        // Of a range the lower end is the price, and its words are kept.
        return /\d\s*[-–—~～至]\s*[¥￥]?\d/.test(text) ? '' : undefined
      }
      case 'price.per':
        this.#per = perOf(`/${text.replace(/^(?:元|人民币)?[/／每]/, '')}`) ?? text
        return undefined
      case 'sales': {
        const count = readCount(text)
        if (count === undefined) return 'expected a number'
        this.#listing.sales = count
        return undefined
      }
      case 'seenAt': {
        const date = readDate(cell)
        if (date === undefined) return 'expected a date'
        this.#listing.seenAt = date
        return undefined
      }
      case 'labels.productionDate':
        this.#productionDate = readDate(cell, true)
        return this.#productionDate === undefined ? 'expected a date' : undefined
      case 'seller.creditCode': {
        const code = text.toUpperCase().replaceAll(' ', '')
        if (OLD_REGISTRATION.test(code)) return ''
        if (!CREDIT_CODE.test(code)) return 'expected 18 characters of a credit code'
        this.#seller.creditCode = code
        return undefined
      }
      case 'seller.name':
        this.#seller.name = text
        return undefined
      case 'seller.registeredAddress':
        this.#seller.registeredAddress = text
        return undefined
      case 'seller.region':
        this.#seller.region = text
        return undefined
      case 'producer.name':
        this.#producer.name = text
        return undefined
      case 'producer.address':
        this.#producer.address = text
        return undefined
      case 'producer.licence':
        this.#producer.licence = text
        return undefined
      case 'labels.package':
      case 'labels.nameplate':
      case 'labels.shop-sign':
        this.#labels.push({ where: path === 'labels.package' ? 'package' : path === 'labels.nameplate' ? 'nameplate' : 'shop-sign', text })
        return undefined
    }
    return undefined
  }

  listing(): Listing | undefined {
    const listing = this.#listing
    if (listing.title === undefined && this.#labels.length === 0) return undefined
    if (this.#price) listing.price = { ...this.#price, ...((this.#price.per ?? this.#per) ? { per: this.#price.per ?? this.#per } : {}) }
    if (Object.keys(this.#seller).length > 0) listing.seller = this.#seller
    if (Object.keys(this.#producer).length > 0) listing.producer = this.#producer
    const onGoods = this.#labels.filter(({ where }) => where !== 'shop-sign')
    if (this.#productionDate !== undefined) {
      if (onGoods.length > 0) for (const label of onGoods) label.productionDate = this.#productionDate
      else this.#attributes['生产日期'] ??= this.#productionDate
    }
    if (this.#labels.length > 0) listing.labels = this.#labels
    listing.attributes = this.#attributes
    return listing
  }
}

/** Fields whose own words say more than what is made of them. */
const KEPT_AS_WELL = new Set(['channel', 'platform'])

function channelOf(text: string): NonNullable<Listing['channel']> {
  return /网|线上|电商|直播|微商|电视|online/i.test(text) ? 'online' : 'stall'
}
