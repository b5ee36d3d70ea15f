import { liesIn } from './divisions.ts'
import { countryIn } from './countries.ts'
import { readPlace } from './place.ts'
import type { Place } from './place.ts'

/** The protected area of a geographical indication, as its announcement lists it. */
export interface Area {
  /** Divisions that belong to it wholly. */
  codes: readonly string[]
  /** Named parts of divisions: waters, parks, townships. */
  zones: readonly { name: string; within: readonly string[] }[]
  /** Divisions around an open list (云南省(普洱市;临沧市等)): in there but not listed means unknown. */
  openWithin: readonly string[]
  /** A foreign area: country, and the words of the region. */
  country?: string
  region?: string
}

/** `coarse`: the place holds the area (黑龙江 for 五常) and so says neither. */
export type AreaRelation = 'inside' | 'outside' | 'coarse' | 'unknown'

/**
 * Reads `江苏省苏州市阳澄湖水域(苏州市相城区;昆山市)`, `黑龙江省哈尔滨市五常市` and lists of them.
 * @param cells the column `area`, split at `;` or not
 */
export function parseArea(cells: readonly string[], areaCode?: string): Area {
  const codes: string[] = []
  const zones: { name: string; within: readonly string[] }[] = []
  const openWithin: string[] = []
  const text = cells.join(';').replaceAll('（', '(').replaceAll('）', ')')
  for (const [, entry = '', inner] of text.matchAll(/([^;；()]+)(?:\(([^)]*)\)?)?/g)) {
    const isOpen = /等地?$/.test(entry.trim())
    const head = entry.trim().replace(/等地?$/, '')
    const around = narrowed(readPlace(head), codes)
    if (isOpen) openWithin.push(...codes.filter((code) => around?.codes.some((own) => liesIn(own, code))))
    const rest = around ? head.slice(around.end).trim() : ''
    if (inner === undefined) {
      if (!around) continue
      if (around.country !== undefined)
        return { codes: [], zones: [], openWithin: [], country: around.country, region: regionWords(head, around.country) }
      if (rest === '' || /^(?:境内|全境|全域|行政区域|辖区|等地?|现辖行政区域)/.test(rest)) codes.push(...around.codes)
      else zones.push({ name: zoneName(rest), within: around.codes })
      continue
    }
    if (rest !== '' && around) zones.push({ name: zoneName(rest), within: around.codes })
    for (const item of inner.split(/[;；、,，]/)) {
      if (item.trim() === '') continue
      if (item.trim().endsWith('等')) openWithin.push(...(around?.codes ?? []))
      const place = readPlace(head.slice(0, around?.end ?? head.length) + item.replace(/等$/, ''))
      if (!place) continue
      const own = place.text.slice(place.end).trim()
      // 苏州工业园区 is no division: what stands behind the last division names a part of it.
      if (own === '') codes.push(...place.codes)
      else zones.push({ name: zoneName(item), within: place.codes })
    }
  }
  if (codes.length === 0 && zones.length === 0 && areaCode !== undefined && /^\d{6}$/.test(areaCode)) codes.push(areaCode)
  return tidy(codes, zones, openWithin)
}

/** 小店区 behind 太原市 is the one in Taiyuan. */
function narrowed(place: Place | undefined, before: readonly string[]): Place | undefined {
  if (!place || place.codes.length < 2) return place
  const near = place.codes.filter((code) => before.some((own) => own.slice(0, 4) === code.slice(0, 4) || liesIn(code, own)))
  return near.length > 0 ? { ...place, codes: near } : place
}

/** A division beside its own parts (烟台市;龙口市;招远市) only says where these lie. */
function tidy(codes: readonly string[], zones: Area['zones'], openWithin: readonly string[]): Area {
  const single = [...new Set(codes)]
  const parents = single.filter((code) => single.some((other) => other !== code && liesIn(other, code)))
  const open = new Set(openWithin)
  if (open.size > 0) for (const parent of parents) open.add(parent)
  return { codes: single.filter((code) => !parents.includes(code)), zones, openWithin: [...open] }
}

function zoneName(text: string): string {
  return text.trim().replace(/(?:水域|流域|境内|等)$/, '')
}

function regionWords(text: string, country: string): string {
  return text
    .replace(country, '')
    .replace(/(?:地区|大区|产区|省|州)$/, '')
    .trim()
}

export function relate(place: Place | undefined, area: Area): AreaRelation {
  if (!place) return 'unknown'
  if (area.country !== undefined) {
    if (place.country === undefined) return place.codes.length > 0 ? 'outside' : 'unknown'
    if (place.country !== area.country) return 'outside'
    return area.region && place.text.includes(area.region) ? 'inside' : 'coarse'
  }
  if (place.country !== undefined) return 'outside'
  const relations = new Set(place.codes.map((code) => relateCode(code, place.text, area)))
  const [only] = relations
  // Divisions of one name on both sides of the border say nothing.
  return relations.size === 1 && only !== undefined ? only : 'unknown'
}

/** A bare code, as a licence or a credit code carries it. */
export function relateCode(code: string, text: string, area: Area): AreaRelation {
  if (area.country !== undefined) return 'outside'
  if (area.codes.some((own) => liesIn(code, own))) return 'inside'
  const zones = area.zones.filter((zone) => zone.within.some((within) => liesIn(code, within) || liesIn(within, code)))
  if (zones.some((zone) => text.includes(zone.name))) return 'inside'
  if (area.codes.some((own) => liesIn(own, code)) || zones.some((zone) => zone.within.some((within) => liesIn(within, code))))
    return 'coarse'
  if (area.openWithin.some((around) => liesIn(code, around))) return 'unknown'
  // In the county of a protected township, the township not named.
  if (zones.some((zone) => zone.within.some((within) => liesIn(code, within) && !within.endsWith('00')))) return 'unknown'
  if (area.codes.length === 0 && area.zones.length === 0) return 'unknown'
  return 'outside'
}

/** Whether an area text names a foreign country at all. */
export function isForeign(cells: readonly string[]): boolean {
  return cells.some((cell) => readPlace(cell)?.codes.length === 0 && countryIn(cell) !== undefined)
}
