import type { Assessment, Decision, Listing, StoredPage, Sweep } from '../../domain/index.ts'
import { contentHashOf, findingId, sha256Hex } from '../../store/hash.ts'
import type { AssessmentWrite, FindingWrite, ListingWrite } from '../../store/port.ts'

/** Instants of one morning in Beijing, by minute. */
export function minute(n: number): string {
  return `2026-03-02T${String(8 + Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}:00.000+08:00`
}

export function sampleListing(n: number, change: Partial<Listing> = {}): Listing {
  return {
    platform: 'shi',
    id: `item-${String(n).padStart(4, '0')}`,
    url: `http://market.test/item/${n}`,
    title: `虚构山茶叶 礼盒 ${n} 号`,
    price: { amount: 39.9, currency: 'CNY', per: '500g' },
    seller: { id: 's1', name: '虚构茶行', kind: 'individual' },
    origin: '某县',
    images: [{ url: `http://market.test/${n}.jpg` }],
    attributes: { 品牌: '虚构', '净含量(g)': '500' },
    sales: 10,
    seenAt: minute(0),
    ...change,
  }
}

export function listingWrite(n: number, sweep: string, at: string, change: Partial<Listing> = {}): ListingWrite {
  const listing = sampleListing(n, { seenAt: at, ...change })
  return { key: `shi/item-${String(n).padStart(4, '0')}`, listing, contentHash: contentHashOf(listing), sweep, at }
}

export function findingWrite(write: ListingWrite, change: Partial<FindingWrite> = {}): FindingWrite {
  const rule = change.rule ?? 'GI-02'
  const subject = change.subject ?? '虚构山茶'
  return {
    id: findingId(write.key, rule, subject),
    listingKey: write.key,
    contentHash: write.contentHash,
    sweep: write.sweep,
    outcome: 'GI_NAME',
    priority: 50,
    rule,
    ruleVersion: 'a'.repeat(64),
    verdict: 'GI_NAME',
    subject,
    probability: 0.9,
    evidence: [{ signal: 'gi.name', field: 'title', start: 0, end: 4, text: '虚构山茶', weight: 2, reason: '标题使用地理标志名称' }],
    mitigating: [],
    missing: [],
    basis: [{ law: '商标法', article: '五十七(二)', validFrom: '2019-11-01', certainty: 'verified' }],
    ...change,
  }
}

export function assessmentWrite(write: ListingWrite, findings: FindingWrite[], at = write.at): AssessmentWrite {
  const assessment: Assessment = {
    outcome: findings[0]?.outcome ?? 'OK',
    probability: findings[0]?.probability ?? 0.01,
    priority: findings[0]?.priority ?? 0,
    findings: [],
    cleared: [],
    numbers: [],
    tables: [],
  }
  return { listingKey: write.key, contentHash: write.contentHash, assessment, findings, sweep: write.sweep, at }
}

export function samplePage(n: number, sweep: string, change: Partial<StoredPage> = {}): StoredPage {
  return {
    key: `${sweep}/page-${String(n).padStart(5, '0')}`,
    sweep,
    platform: 'shi',
    url: `http://market.test/item/${n}`,
    finalUrl: `http://market.test/item/${n}`,
    status: 200,
    headers: { 'content-type': 'text/html; charset=gbk' },
    kind: 'product',
    why: '结构化数据写明是商品',
    listings: 1,
    attempts: 1,
    fetchedAt: minute(1),
    ...change,
  }
}

export function sampleBody(text: string): { sha256: string; bytes: Uint8Array; mediaType: string } {
  const bytes = Buffer.from(text)
  return { sha256: sha256Hex(bytes), bytes, mediaType: 'text/html' }
}

export function sampleSweep(id: string, change: Partial<Sweep> = {}): Sweep {
  return { id, platforms: ['shi'], state: 'running', startedAt: minute(0), ...change }
}

export function sampleDecision(id: string, finding: string, change: Partial<Decision> = {}): Decision {
  return { id, finding, outcome: 'case', by: 'wang', at: minute(30), ...change }
}
