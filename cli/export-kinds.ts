import { fieldAt, type StoredFinding } from '../domain/index.ts'
import { everyPage } from '../store/every-page.ts'
import type { Store } from '../store/port.ts'

export const EXPORT_KINDS = ['listings', 'findings', 'cases', 'decisions', 'statistics'] as const
export type ExportKind = (typeof EXPORT_KINDS)[number]

export interface ExportColumn {
  heading: string
  width?: number
  value(row: Record<string, unknown>): string | number | undefined
}

export interface ExportDefinition {
  /** Name of the sheet. */
  title: string
  columns: readonly ExportColumn[]
  rows(store: Store): AsyncGenerator<Record<string, unknown>>
}

const PAGE_SIZE = 500

function column(heading: string, field: string, width?: number): ExportColumn {
  return { heading, ...(width === undefined ? {} : { width }), value: (row) => cell(fieldAt(row, field)) }
}

function cell(value: unknown): string | number | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'number' || typeof value === 'string') return value
  if (Array.isArray(value)) return value.map((item) => cell(item) ?? '').join('; ')
  return JSON.stringify(value)
}

const listingColumns = [
  column('平台', 'listing.platform'),
  column('编号', 'listing.id'),
  column('标题', 'listing.title', 48),
  column('价格', 'listing.price.amount'),
  column('币种', 'listing.price.currency', 8),
  column('单位', 'listing.price.per', 8),
  column('店铺', 'listing.seller.name', 24),
  column('统一社会信用代码', 'listing.seller.creditCode', 22),
  column('产地', 'listing.origin'),
  column('发货地', 'listing.shipFrom'),
  column('生产者', 'listing.producer.name', 24),
  column('网址', 'listing.url', 40),
]

const findingColumns = [
  column('线索编号', 'finding.id', 20),
  column('规则', 'finding.rule', 8),
  column('结论代码', 'finding.verdict', 10),
  column('对象', 'finding.subject'),
  column('可能性', 'finding.probability', 8),
  column('优先级', 'finding.priority', 8),
  column('状态', 'finding.decided', 8),
  column('首次发现', 'finding.firstSeen', 20),
  column('最近发现', 'finding.lastSeen', 20),
  {
    heading: '依据',
    width: 40,
    value: (row: Record<string, unknown>) =>
      (row['finding'] as StoredFinding).basis
        .map(({ law, article, certainty }) => `${law} ${article}${certainty === 'to-check' ? '（待核）' : ''}`)
        .join('; '),
  },
  {
    heading: '待查事实',
    width: 40,
    value: (row: Record<string, unknown>) => (row['finding'] as StoredFinding).missing.map(({ question }) => question).join('; '),
  },
]

async function* findings(store: Store, filter: Parameters<Store['listFindings']>[0]): AsyncGenerator<Record<string, unknown>> {
  for await (const finding of everyPage((after) => store.listFindings(filter, { limit: PAGE_SIZE, ...after }))) {
    const listing =
      (await store.getListingVersion(finding.listingKey, finding.contentHash)) ?? (await store.getListing(finding.listingKey))?.listing
    yield { finding, listing }
  }
}

async function* statistics(store: Store): AsyncGenerator<Record<string, unknown>> {
  const counts = new Map<string, { rule: string; verdict: string; total: number; open: number; decided: Record<string, number> }>()
  for await (const finding of everyPage((after) => store.listFindings({ state: 'all' }, { limit: PAGE_SIZE, ...after }))) {
    const key = `${finding.rule} ${finding.verdict}`
    const count = counts.get(key) ?? { rule: finding.rule, verdict: finding.verdict, total: 0, open: 0, decided: {} }
    count.total++
    if (finding.decided) count.decided[finding.decided] = (count.decided[finding.decided] ?? 0) + 1
    else count.open++
    counts.set(key, count)
  }
  yield* [...counts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count)
}

export const EXPORTS: Record<ExportKind, ExportDefinition> = {
  listings: {
    title: '商品',
    columns: [...listingColumns, column('状态', 'state', 8), column('首次见到', 'firstSeen', 20), column('最近见到', 'lastSeen', 20)],
    async *rows(store) {
      for await (const stored of everyPage((after) => store.listListings({ limit: PAGE_SIZE, ...after }))) yield { ...stored }
    },
  },
  findings: { title: '线索', columns: [...findingColumns, ...listingColumns], rows: (store) => findings(store, { state: 'all' }) },
  cases: { title: '立案线索', columns: [...findingColumns, ...listingColumns], rows: (store) => findings(store, { decided: 'case' }) },
  decisions: {
    title: '决定',
    columns: [
      column('时间', 'at', 20),
      column('人员', 'by'),
      column('线索编号', 'finding', 20),
      column('决定', 'outcome', 10),
      column('理由', 'reason', 20),
      column('备注', 'note', 40),
      column('取代', 'supersedes', 20),
    ],
    async *rows(store) {
      for await (const decision of everyPage((after) => store.listDecisions({ limit: PAGE_SIZE, ...after }))) yield { ...decision }
    },
  },
  statistics: {
    title: '统计',
    columns: [
      column('规则', 'rule', 8),
      column('结论代码', 'verdict', 10),
      column('合计', 'total', 8),
      column('未处理', 'open', 8),
      column('立案线索', 'decided.case', 10),
      column('责令改正', 'decided.order', 10),
      column('排除', 'decided.dismiss', 8),
      column('存疑', 'decided.doubt', 8),
    ],
    rows: statistics,
  },
}
