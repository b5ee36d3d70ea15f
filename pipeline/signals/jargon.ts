import { readFileSync } from 'node:fs'
import { projectRoot } from '../../domain/index.ts'
import type { Listing, Signal } from '../../domain/index.ts'
import { scopeOf } from '../context/scopes.ts'
import { brandMentions } from '../brand/mentions.ts'
import type { FieldText } from '../normalise/fields.ts'
import type { SignalContext } from '../port.ts'

export interface JargonWord {
  word: string
  kind: string
  /** In the folded text. */
  start: number
  end: number
}

interface Lexicon {
  pattern: RegExp
  kinds: ReadonlyMap<string, string>
}

let lexicon: Lexicon | undefined

function loadLexicon(): Lexicon {
  if (lexicon) return lexicon
  const kinds = new Map<string, string>()
  for (const line of readFileSync(new URL('rules/registry/shipped/jargon.tsv', projectRoot), 'utf8').split('\n')) {
    const [word, kind] = line.split('\t')
    if (word && kind && !line.startsWith('#')) kinds.set(word.toLowerCase(), kind)
  }
  const words = [...kinds.keys()].sort((a, b) => b.length - a.length)
  lexicon = { pattern: new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'gi'), kinds }
  return lexicon
}

/** 拒绝高仿, 非A货, 不是复刻 say the opposite; so does what vouches: 假一赔十. */
const OPPOSITE = /(?:拒绝|拒|抵制|杜绝|打击|远离|谨防|警惕|并?非|不是|不卖|不做|不售|没有|无|严禁|举报|识别|鉴别|区分)[^，,。\s]{0,4}$/
/** 老花镜, 一比一比例模型, 复刻老式 and the like are other words. */
const OTHER_WORD_AFTER = /^(?:镜|眼镜|比例|的?比例|模型|老式|怀旧|老版)/

export function jargonIn(field: FieldText): JargonWord[] {
  const { pattern, kinds } = loadLexicon()
  const { text } = field.folded
  const found: JargonWord[] = []
  for (const match of text.matchAll(pattern)) {
    const start = match.index
    const end = start + match[0].length
    const kind = kinds.get(match[0].toLowerCase())
    if (kind === undefined || OPPOSITE.test(text.slice(Math.max(0, start - 8), start)) || OTHER_WORD_AFTER.test(text.slice(end, end + 4)))
      continue
    // 1:1 inside 11:15, g版 inside 5g版, 加v inside 加vc.
    if (/^\d/.test(match[0]) && (/\d$/.test(text.slice(0, start)) || /^\d/.test(text.slice(end)))) continue
    if (/^[a-z]/i.test(match[0]) && /[a-z\d]$/i.test(text.slice(0, start))) continue
    if (/[a-z]$/i.test(match[0]) && /^[a-z\d]/i.test(text.slice(end))) continue
    const scope = scopeOf(text, start, end)
    if (scope && ['negation', 'quotation', 'publication', 'contrast'].includes(scope.kind)) continue
    found.push({ word: match[0], kind, start, end })
  }
  return found
}

const REASONS: Readonly<Record<string, string>> = {
  fake: '自称仿冒的行话',
  copy: '可能指仿制的行话',
  leak: '声称代工厂流出的货，多为仿冒或超量生产',
  hint: '仿冒货源的暗语',
  evasion: '引导到平台外交易、逃避检查的说法',
}

/** `jargon.word` with its class as value, in listings that name a brand; without a brand the words say nothing (law.md TM-05). */
export function jargon(listing: Listing, context: SignalContext): Signal[] {
  if (brandMentions(listing, context).length === 0) return []
  const signals: Signal[] = []
  for (const field of context.fields) {
    if (field.kind !== 'title' && field.kind !== 'description' && field.kind !== 'label' && field.kind !== 'attribute') continue
    for (const { word, kind, start, end } of jargonIn(field)) {
      const span = field.folded.original(start, end)
      signals.push({
        name: 'jargon.word',
        field: field.path,
        ...span,
        text: field.text.slice(span.start, span.end),
        value: kind,
        reason: `“${word}”：${REASONS[kind] ?? '行话'}`,
      })
    }
  }
  return signals
}
