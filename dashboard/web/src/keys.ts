/** What a key asks for. */
export type Command =
  | 'next'
  | 'previous'
  | 'open'
  | 'back'
  | 'case'
  | 'order'
  | 'dismiss'
  | 'doubt'
  | 'undo'
  | 'search'
  | 'note'
  | 'refresh'
  | 'help'

/** Keys by `KeyboardEvent.key` in small letters; remapping changes this table only. */
export const KEYS: Readonly<Record<string, Command>> = {
  j: 'next',
  arrowdown: 'next',
  k: 'previous',
  arrowup: 'previous',
  enter: 'open',
  escape: 'back',
  '1': 'case',
  '2': 'order',
  '3': 'dismiss',
  '4': 'doubt',
  z: 'undo',
  '/': 'search',
  n: 'note',
  r: 'refresh',
  '?': 'help',
}

/** What of a keyboard event decides; tests make one by hand. */
export interface KeyPress {
  key: string
  ctrlKey?: boolean
  altKey?: boolean
  metaKey?: boolean
  /** Whether an input method is composing; some browsers say it with key code 229 only. */
  isComposing?: boolean
  keyCode?: number
  target?: unknown
}

/** The command of a key press, or undefined while the officer types, composes, or means the browser. */
export function commandOf(press: KeyPress): Command | undefined {
  if (isComposing(press) || press.ctrlKey || press.altKey || press.metaKey) return undefined
  if (isTyping(press.target)) return undefined
  const command = KEYS[fold(press.key)]
  return command === 'open' && isControl(press.target) ? undefined : command
}

/** 1-based choice of a short list, while it is open. */
export function choiceOf(press: KeyPress, count: number): number | undefined {
  if (isComposing(press) || press.ctrlKey || press.altKey || press.metaKey) return undefined
  const digit = Number(fold(press.key))
  return /^\d$/.test(fold(press.key)) && digit >= 1 && digit <= count ? digit : undefined
}

export function isComposing(press: KeyPress): boolean {
  return press.isComposing === true || press.keyCode === 229 || press.key === 'Process'
}

/** Full-width letters and digits come from Chinese keyboards. */
function fold(key: string): string {
  return key.normalize('NFKC').toLowerCase()
}

interface ElementLike {
  tagName?: string
  type?: string
  isContentEditable?: boolean
}

/** Inputs in which a key means itself; a check box is none. */
function isTyping(target: unknown): boolean {
  const { tagName = '', type = '', isContentEditable = false } = (target ?? {}) as ElementLike
  if (isContentEditable || tagName === 'TEXTAREA' || tagName === 'SELECT') return true
  return tagName === 'INPUT' && !['checkbox', 'radio', 'button', 'submit'].includes(type)
}

/** Elements that Enter itself activates. */
function isControl(target: unknown): boolean {
  const { tagName = '' } = (target ?? {}) as ElementLike
  return ['A', 'BUTTON', 'INPUT', 'SUMMARY'].includes(tagName)
}
