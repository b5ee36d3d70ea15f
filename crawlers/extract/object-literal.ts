/**
 * Reads object literals and broken JSON as data. Nothing is ever executed: what is not a literal (a call, a variable, a function)
 * is skipped and becomes `undefined`.
 */
export type Data = string | number | boolean | null | undefined | Data[] | { [key: string]: Data }
export type DataObject = { [key: string]: Data }

const MAX_DEPTH = 200
const WORDS: Readonly<Record<string, Data>> = { true: true, false: false, null: null, undefined, NaN: undefined, Infinity: undefined }
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', 0: '\0' }
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

export const isObject = (value: Data): value is DataObject => typeof value === 'object' && value !== null && !Array.isArray(value)

interface Options {
  /** Take a quotation mark for the end of a string only where a separator follows, as in hand-made JSON with `"15" screen"`. */
  stubbornQuotes?: boolean
  /** Values of plain names, as the parameters of a function that returns the literal. */
  names?: ReadonlyMap<string, Data>
}

class Reader {
  readonly source: string
  readonly stubborn: boolean
  readonly names: ReadonlyMap<string, Data> | undefined
  at: number
  /** Whether something stood behind a value that belongs to no literal. */
  flawed = false
  constructor(source: string, at: number, options: Options) {
    this.source = source
    this.at = at
    this.stubborn = options.stubbornQuotes ?? false
    this.names = options.names
  }

  skipBlank(): void {
    for (;;) {
      const code = this.source.charCodeAt(this.at)
      if (code <= 32 || code === 0xa0 || code === 0xfeff || code === 0x3000) this.at++
      else if (code === 47 && this.source[this.at + 1] === '/') {
        const end = this.source.indexOf('\n', this.at)
        this.at = end < 0 ? this.source.length : end
      } else if (code === 47 && this.source[this.at + 1] === '*') {
        const end = this.source.indexOf('*/', this.at + 2)
        this.at = end < 0 ? this.source.length : end + 2
      } else return
    }
  }

  value(depth: number): Data {
    this.skipBlank()
    const start = this.source[this.at]
    if (depth > MAX_DEPTH) return this.skipExpression()
    let value: Data
    if (start === '{') value = this.object(depth)
    else if (start === '[') value = this.array(depth)
    else if (start === '"' || start === "'" || start === '`') value = this.string(start)
    else value = this.bare()
    this.skipBlank()
    const next = this.source[this.at]
    if (next !== undefined && !',}])'.includes(next) && next !== ';') {
      this.flawed = true
      // `"a" + b` or `{…}.c`: an expression around a literal is not that literal.
      this.skipExpression()
      return typeof value === 'string' && next !== '+' ? value : depth === 0 ? value : undefined
    }
    return value
  }

  object(depth: number): DataObject {
    const result: DataObject = {}
    this.at++
    for (;;) {
      this.skipBlank()
      const next = this.source[this.at]
      if (next === undefined) return result
      if (next === '}') {
        this.at++
        return result
      }
      if (next === ',' || next === ';') {
        this.at++
        continue
      }
      const key = this.key()
      this.skipBlank()
      if (key === undefined || this.source[this.at] !== ':') {
        const before = this.at
        this.skipExpression()
        if (this.at === before) this.at++
        continue
      }
      this.at++
      const value = this.value(depth + 1)
      if (key !== '__proto__') result[key] = value
    }
  }

  array(depth: number): Data[] {
    const result: Data[] = []
    this.at++
    for (;;) {
      this.skipBlank()
      const next = this.source[this.at]
      if (next === undefined) return result
      if (next === ']') {
        this.at++
        return result
      }
      if (next === ',') {
        this.at++
        continue
      }
      const before = this.at
      result.push(this.value(depth + 1))
      if (this.at === before) this.at++
    }
  }

  key(): string | undefined {
    const quote = this.source[this.at]
    if (quote === '"' || quote === "'") return this.string(quote)
    const match = /[\p{L}\p{N}_$][\p{L}\p{N}_$.-]*/uy
    match.lastIndex = this.at
    const word = match.exec(this.source)?.[0]
    if (word === undefined) return undefined
    this.at += word.length
    return word
  }

  string(quote: string): string {
    const { source } = this
    let start = ++this.at
    let text = ''
    for (;;) {
      const char = source[this.at]
      if (char === undefined) return text + source.slice(start)
      if (char === '\\') {
        text += source.slice(start, this.at)
        text += this.escape()
        start = this.at
      } else if (char === quote && this.closes()) {
        text += source.slice(start, this.at)
        this.at++
        return text
      } else this.at++
    }
  }

  closes(): boolean {
    if (!this.stubborn) return true
    const rest = /\s*(?:[,}\]:]|$)/y
    rest.lastIndex = this.at + 1
    return rest.test(this.source)
  }

  escape(): string {
    const kind = this.source[this.at + 1] ?? ''
    const digits = kind === 'u' ? 4 : kind === 'x' ? 2 : 0
    const hex = this.source.slice(this.at + 2, this.at + 2 + digits)
    if (digits > 0 && hex.length === digits && /^[\da-f]+$/i.test(hex)) {
      this.at += 2 + digits
      return String.fromCharCode(Number.parseInt(hex, 16))
    }
    this.at += 2
    return kind === '\n' ? '' : (ESCAPES[kind] ?? kind)
  }

  /** A number, a word such as `true`, `!0`, `JSON.parse("…")`, or something that is skipped. */
  bare(): Data {
    const number = /[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/iy
    number.lastIndex = this.at
    const digits = number.exec(this.source)?.[0]
    if (digits !== undefined) {
      this.at += digits.length
      return Number(digits)
    }
    if (this.source.startsWith('!0', this.at) || this.source.startsWith('!1', this.at)) {
      this.at += 2
      return this.source[this.at - 1] === '0'
    }
    const parse = /JSON\.parse\(\s*(decodeURIComponent\(\s*)?(?=["'])/y
    parse.lastIndex = this.at
    const call = parse.exec(this.source)
    if (call) {
      this.at += call[0].length
      const quoted = this.string(this.source[this.at] ?? '"')
      this.skipExpression()
      return readLiteral(call[1] === undefined ? quoted : decodeSafely(quoted))?.value
    }
    const word = /[A-Za-z_$][\w$]*/y
    word.lastIndex = this.at
    const name = word.exec(this.source)?.[0]
    if (name !== undefined && Object.hasOwn(WORDS, name)) {
      this.at += name.length
      return WORDS[name]
    }
    if (name !== undefined && this.names?.has(name)) {
      this.at += name.length
      return this.names.get(name)
    }
    return this.skipExpression()
  }

  /** Passes over an expression up to the separator that ends it. */
  skipExpression(): undefined {
    const open: string[] = []
    while (this.at < this.source.length) {
      const char = this.source[this.at] ?? ''
      if (open.length === 0 && ',}])'.includes(char)) return undefined
      if (char === '"' || char === "'" || char === '`') {
        const stubborn = this.stubborn
        this.string(char)
        if (stubborn && this.at >= this.source.length) return undefined
        continue
      }
      const closing = CLOSING[char]
      if (closing !== undefined) open.push(closing)
      else if (char === open.at(-1)) open.pop()
      this.at++
    }
    return undefined
  }
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Reads the literal that begins at `from`, as far as it can be read. `end` is the position behind it; undefined where none begins there. */
export function readLiteral(source: string, from = 0, options: Options = {}): { value: Data; end: number; flawed: boolean } | undefined {
  const reader = new Reader(source, from, options)
  reader.skipBlank()
  const start = source[reader.at]
  if (start !== '{' && start !== '[') return undefined
  const value = start === '{' ? reader.object(0) : reader.array(0)
  return { value, end: reader.at, flawed: reader.flawed }
}

/** Strict JSON where it is, the tolerant reader where it is not. */
export function readData(text: string): Data {
  try {
    return JSON.parse(text) as Data
  } catch {
    const plain = readLiteral(text)
    if (plain && !plain.flawed && plain.end >= text.trimEnd().length - 2) return plain.value
    return readLiteral(text, 0, { stubbornQuotes: true })?.value ?? plain?.value
  }
}
