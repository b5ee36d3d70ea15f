import type { Listing, Signal } from '../../domain/index.ts'
import { registrationOf } from '../brand/standing.ts'
import { goodsOf } from '../context/goods.ts'
import { scopeOf } from '../context/scopes.ts'
import type { FieldText } from '../normalise/fields.ts'
import type { SignalContext } from '../port.ts'

const SIGN = /[®㊟]|(?<![未非无])注册商标(?!证|号|申请|专用权|代理|注册|转让|的|权)|[(（]R[)）]/g
const IMPORTED = /进口|原装进口|海外|跨境|保税|代购/
/** Longest mark in characters that is looked for before the sign. */
const LONGEST = 16

const STATES: Readonly<Record<string, string>> = {
  absent: '商标档案中没有注册',
  pending: '尚在申请、未核准注册',
  expired: '已期满并过宽展期',
  ended: '注册已失效',
  'other-class': '核定使用的商品类别不含本商品',
}

/** ® or 注册商标 beside a mark (law.md TM-06): `mark.registered-sign`, the mark as subject, the state of the register as value (absent, pending, expired, ended, other-class, valid, grace, unknown). */
export function registeredSign(listing: Listing, context: SignalContext): Signal[] {
  const signals: Signal[] = []
  const frame = goodsOf(listing, context).frame
  if (frame?.id === 'service' || frame?.id === 'publication') return []
  const imported = context.fields.some(
    (field) => (field.kind === 'title' || field.kind === 'attribute') && IMPORTED.test(field.folded.text),
  )
  for (const field of context.fields) {
    if (!['title', 'brand', 'label', 'description', 'attribute'].includes(field.kind)) continue
    // Folding would turn the sign into other characters: read the text as given.
    for (const match of field.text.matchAll(SIGN)) {
      if (field.kind === 'attribute' && /商标/.test(field.heading ?? '') && match[0] === '注册商标') continue
      const found = markBeside(field, match.index, match.index + match[0].length, listing, context)
      if (!found || scopeOf(field.text, match.index, match.index + match[0].length)?.kind === 'negation') continue
      const state = stateFor(found.mark, listing, context)
      const start = Math.min(found.start, match.index)
      const end = Math.max(found.start + found.mark.length, match.index + match[0].length)
      signals.push({
        name: 'mark.registered-sign',
        subject: found.mark,
        field: field.path,
        start,
        end,
        text: field.text.slice(start, end),
        value: state,
        facts: {
          imported: imported || (/^[\x20-\x7e]+$/.test(found.mark) && isForeignOrigin(listing)),
          latin: /^[\x20-\x7e]+$/.test(found.mark),
        },
        reason: `“${found.mark}”标注注册标记，${STATES[state] ?? (state === 'unknown' ? '商标档案不全，不能确定是否注册' : '商标档案中有效')}`,
      })
    }
  }
  return signals
}

/** Food, drink, tobacco and medicine: words of goods tell these classes from all others, but hardly hardware from hardware. */
const EATEN = new Set([5, 29, 30, 31, 32, 33, 34])

/** By the classes given; without them only where all words of the goods lie on the other side of what is eaten. */
function stateFor(mark: string, listing: Listing, context: SignalContext): string {
  const { state, mark: row } = registrationOf(mark, listing.niceClass, context)
  if ((state !== 'valid' && state !== 'grace') || (listing.niceClass ?? []).length > 0 || !row) return state
  const { nice, frame } = goodsOf(listing, context)
  const registered = context.index.marks(mark).flatMap((entry) => entry.niceClass)
  if (nice.size === 0 || frame !== undefined || registered.length === 0) return state
  const sides = new Set(registered.map((own) => EATEN.has(own)))
  const [isEaten] = sides
  return sides.size === 1 && [...nice].every((own) => EATEN.has(own) !== isEaten) ? 'other-class' : state
}

function isForeignOrigin(listing: Listing): boolean {
  return (
    typeof listing.origin === 'string' && /国外|海外|进口|日本|韩国|美国|德国|法国|英国|意大利|澳大利亚|新西兰|泰国/.test(listing.origin)
  )
}

/** The mark that the sign belongs to: the brand, a mark of the register, else the word before it. */
function markBeside(
  field: FieldText,
  signStart: number,
  signEnd: number,
  listing: Listing,
  context: SignalContext,
): { mark: string; start: number } | undefined {
  const before = field.text.slice(Math.max(0, signStart - 24), signStart)
  const brand = listing.brand?.replace(/[®™]/g, '').trim()
  if (brand) {
    const at = before.lastIndexOf(brand)
    if (at >= 0) return { mark: brand, start: signStart - before.length + at }
  }
  const run = /[\p{Script=Han}A-Za-z0-9·'&]+\s?$/u.exec(before)?.[0].trimEnd() ?? ''
  const runStart = signStart - before.length + before.trimEnd().length - run.length
  for (let length = Math.min(LONGEST, run.length); length >= 2; length--)
    if (context.index.marks(run.slice(-length)).length > 0) return { mark: run.slice(-length), start: runStart + run.length - length }
  for (let length = run.length; length >= 2; length--)
    if (context.index.marks(run.slice(0, length)).length > 0) return { mark: run.slice(0, length), start: runStart }
  if (field.text.slice(signStart, signEnd) === '注册商标') {
    const after = /^\s*[:：“"]\s*([\p{Script=Han}A-Za-z0-9·]{2,12})/u.exec(field.text.slice(signEnd))
    if (after?.[1]) return { mark: after[1], start: signEnd + after[0].length - after[1].length }
    const inText = brand && field.text.includes(brand) ? { mark: brand, start: field.text.indexOf(brand) } : undefined
    return inText
  }
  if (brand && run.includes(brand)) return { mark: brand, start: runStart + run.indexOf(brand) }
  return run.length >= 2 && run.length <= 8 ? { mark: run, start: runStart } : undefined
}
