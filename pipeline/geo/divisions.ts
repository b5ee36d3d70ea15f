import { readFileSync } from 'node:fs'
import { projectRoot } from '../../domain/index.ts'
import { WordHeads } from '../context/heads.ts'

/** One administrative division down to the county (GB/T 2260). */
export interface Division {
  /** Six digits; a province ends in 0000, a prefecture in 00. */
  code: string
  name: string
  /** Without 省, 市, 县 and the like; the name itself where nothing sensible would be left. */
  short: string
}

/** A place name that stands in a text. Divisions of the same name are all given. */
export interface PlaceMention {
  /** UTF-16 positions in the text searched. */
  start: number
  end: number
  text: string
  divisions: readonly Division[]
  /** Whether only the short form stands there: 五常 for 五常市. It may be an ordinary word. */
  short: boolean
}

const PEOPLES =
  '蒙古|维吾尔|哈萨克|布依|朝鲜|土家|哈尼|傈僳|高山|拉祜|东乡|纳西|景颇|柯尔克孜|达斡尔|仫佬|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|[回藏苗彝壮满侗瑶白傣黎佤畲水土羌怒京]|各'
const SUFFIX = new RegExp(
  `(?:特别行政区|(?:(?:${PEOPLES})族)*自治[区州县]|(?:维吾尔|壮族|回族)自治区|蒙古自治州|自治旗|林区|特区|地区|新区|矿区|省|市|盟|[县区旗])$`,
)

/** 西双版纳傣族自治州 → 西双版纳. One character alone (如 沁县 的 沁) names nothing, so such names stay whole. */
export function shortName(name: string): string {
  const short = name.replace(SUFFIX, '')
  return short.length >= 2 ? short : name
}

/** Whether `code` is `ancestor` or lies in it. */
export function liesIn(code: string, ancestor: string): boolean {
  return code.startsWith(ancestor.replace(/(?:00){1,2}$/, ''))
}

export interface DivisionTable {
  byCode(code: string): Division | undefined
  /** Longest names first to come, left to right, without overlap. */
  find(text: string): PlaceMention[]
}

interface Form {
  text: string
  divisions: Division[]
  short: boolean
}

/** Suffixes under which people still write a division that has another one by now: 太谷县 for 太谷区. */
const OTHER_SUFFIXES: Readonly<Record<number, readonly string[]>> = { 1: ['省', '市'], 2: ['市', '州', '地区'], 3: ['县', '区', '市'] }

export function levelOf(code: string): 1 | 2 | 3 {
  return code.endsWith('0000') ? 1 : code.endsWith('00') ? 2 : 3
}

function parseDivisions(text: string): DivisionTable {
  const divisions = new Map<string, Division>()
  const forms = new Map<string, Form>()
  const add = (form: string, division: Division, short: boolean): void => {
    const known = forms.get(form)
    if (!known) forms.set(form, { text: form, divisions: [division], short })
    else if (known.short === short && !known.divisions.includes(division)) known.divisions.push(division)
    else if (known.short && !short) forms.set(form, { text: form, divisions: [division], short })
  }
  const old: [string, string][] = []
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const [code = '', name = '', former = ''] = line.split('\t')
    if (code === 'old') old.push([former, name])
    else divisions.set(code, { code, name, short: shortName(name) })
  }
  for (const division of divisions.values()) add(division.name, division, false)
  for (const [name, code] of old) {
    const division = divisions.get(code)
    if (division) add(name, division, false)
  }
  for (const division of divisions.values()) {
    if (division.short === division.name) continue
    for (const suffix of OTHER_SUFFIXES[levelOf(division.code)] ?? []) {
      const form = division.short + suffix
      if (!forms.has(form)) add(form, division, false)
    }
  }
  for (const division of divisions.values()) if (division.short !== division.name) add(division.short, division, true)

  const heads = new WordHeads<Form>()
  for (const form of forms.values()) heads.add(form.text, form)
  heads.sort((a, b) => b.text.length - a.text.length)

  return {
    byCode: (code) => divisions.get(code),
    find(searched) {
      const found: PlaceMention[] = []
      for (let at = 0; at + 2 <= searched.length;) {
        const form = heads.at(searched, at).find((candidate) => searched.startsWith(candidate.text, at))
        if (!form) {
          at++
          continue
        }
        found.push({ start: at, end: at + form.text.length, text: form.text, divisions: form.divisions, short: form.short })
        at += form.text.length
      }
      return found
    },
  }
}

let loaded: DivisionTable | undefined

/** The table that ships with the project, read once. */
export function divisionTable(): DivisionTable {
  loaded ??= parseDivisions(readFileSync(new URL('rules/registry/shipped/divisions.tsv', projectRoot), 'utf8'))
  return loaded
}
