import { describe, expect, it } from 'vitest'
import { creditCheck, patentCheck } from '../../../demo/codes.ts'
import { groundTruth, MARKET_TODAY, registryTables } from '../../../demo/index.ts'
import { daysBetween, TABLE_NAMES } from '../../../domain/index.ts'
import { parseTable } from '../../../rules/registry/index.ts'

const csv = registryTables()
const patents = parseTable('patents', csv.patents, { source: 'patents.csv' })
const registered = new Map(patents.rows.map((row) => [row.number, row]))
const listings = groundTruth(1).listings

/** Numbers on the labels of offences of a rule, without ZL, as printed. */
function numbersOn(rule: string): { number: string; listing: (typeof listings)[number] }[] {
  return listings
    .filter((one) => one.offence?.rule === rule)
    .flatMap((one) =>
      (one.listing.labels ?? []).flatMap(({ text }) => [...text.matchAll(/\d{12}\.[\dX]/g)].map(([number]) => ({ number, listing: one }))),
    )
}
const isWellFormed = (number: string): boolean => patentCheck(number.slice(0, 12)) === number[13]

describe('the registry tables of the market', () => {
  it('are read without an error, and are fresh on every simulated day', () => {
    for (const name of TABLE_NAMES) {
      const table = parseTable(name, csv[name], { source: `${name}.csv` })
      expect(table.rows.length).toBeGreaterThan(0)
      expect(daysBetween(table.asOf, MARKET_TODAY)).toBeLessThan(90)
    }
  })

  it('hold credit codes and patent numbers with right check characters', () => {
    for (const { creditCode = '' } of parseTable('lawful_users', csv.lawful_users, { source: 'lawful_users.csv' }).rows) {
      expect(creditCode).toHaveLength(18)
      expect(creditCheck(creditCode.slice(0, 17))).toBe(creditCode[17])
    }
    for (const { number } of patents.rows) expect(isWellFormed(number)).toBe(true)
  })

  it('name authorised shops as the market has them, with badges', () => {
    for (const { platform, shop } of parseTable('authorised_shops', csv.authorised_shops, { source: 'authorised_shops.csv' }).rows) {
      const found = listings.find((one) => one.platform === platform && one.listing.seller?.name === shop)
      expect(found?.listing.seller?.badgeVerified, shop).toBe(true)
    }
  })
})

describe('what the labels of patent offences say', () => {
  it('P-01: well-formed numbers that the register lacks', () => {
    const found = numbersOn('P-01')
    expect(found.length).toBeGreaterThan(2)
    for (const { number } of found) {
      expect(isWellFormed(number)).toBe(true)
      expect(registered.has(number)).toBe(false)
    }
  })

  it('P-02: patents that had ended when the goods were made', () => {
    const found = numbersOn('P-02')
    expect(found.length).toBeGreaterThan(3)
    for (const { number, listing } of found) {
      const made = listing.listing.labels?.[0]?.productionDate ?? ''
      expect(registered.get(number)?.ended?.slice(0, 7)).toBeDefined()
      expect(made > (registered.get(number)?.ended ?? '9').slice(0, 7)).toBe(true)
    }
  })

  it('P-03: applications that were never granted', () => {
    for (const { number } of numbersOn('P-03')) expect(['pending', 'rejected', 'withdrawn']).toContain(registered.get(number)?.status)
  })

  it('P-04: patents in force of a holder that is neither maker nor licensor', () => {
    const found = numbersOn('P-04')
    expect(found.length).toBeGreaterThan(2)
    for (const { number, listing } of found) {
      const row = registered.get(number)
      const maker = listing.listing.producer?.name ?? ''
      expect(row?.status).toBe('granted')
      expect([row?.holder, ...(row?.licensees ?? [])]).not.toContain(maker)
    }
  })

  it('P-16: numbers whose check digit fails, one slip away from one of the maker', () => {
    const found = numbersOn('P-16')
    expect(found.length).toBeGreaterThan(1)
    for (const { number, listing } of found) {
      expect(isWellFormed(number)).toBe(false)
      const own = patents.rows.filter((row) => row.holder === listing.listing.producer?.name).map((row) => row.number)
      const differences = own.map((candidate) => Array.from(candidate).filter((character, index) => character !== number[index]).length)
      expect(Math.min(...differences)).toBeLessThanOrEqual(2)
    }
  })
})
