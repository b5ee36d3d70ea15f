import { createReadStream } from 'node:fs'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { InputError } from '../domain/index.ts'

// A reader that closes the pipe early, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

/** Writes to standard output as it is; waits while the reader is slower. */
export async function write(chunk: string): Promise<void> {
  if (chunk !== '' && !process.stdout.write(chunk)) await once(process.stdout, 'drain')
}

/** Results go to standard output, one line each. */
export function print(line: string): Promise<void> {
  return write(`${line}\n`)
}

/** Results in great number: gathered and written together. Call `end` when all is said. */
export function lineWriter(): { print(line: string): Promise<void> | undefined; end(): Promise<void> } {
  let gathered = ''
  const flush = (): Promise<void> => {
    const chunk = gathered
    gathered = ''
    return write(chunk)
  }
  return {
    print(line) {
      gathered += `${line}\n`
      return gathered.length > 65_536 ? flush() : undefined
    },
    end: flush,
  }
}

export function printJson(value: unknown): Promise<void> {
  return print(JSON.stringify(value))
}

/** Progress and remarks go to standard error. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** One line of progress that is written over on a terminal, and at most every five seconds elsewhere. */
export function progressLine(): { show(line: string): void; end(): void } {
  const onTerminal = process.stderr.isTTY
  let last = 0
  let shown = false
  return {
    show(line) {
      const now = Date.now()
      if (now - last < (onTerminal ? 100 : 5000)) return
      last = now
      shown = true
      process.stderr.write(onTerminal ? `\r\u001B[2K${line}` : `${line}\n`)
    },
    end() {
      if (shown && onTerminal) process.stderr.write('\r\u001B[2K')
    },
  }
}

export interface SourceLine {
  /** 1-based. */
  number: number
  text: string
}

/**
 * The lines of a file, or of standard input for `-`, without a byte order mark.
 * @throws InputError when the file cannot be read
 */
export async function* readLines(file: string): AsyncGenerator<SourceLine> {
  const input = file === '-' ? process.stdin : createReadStream(file)
  const lines = createInterface({ input, crlfDelay: Infinity })
  let number = 0
  try {
    for await (const line of lines) {
      number++
      yield { number, text: number === 1 ? line.replace(/^\uFEFF/, '') : line }
    }
  } catch (error) {
    // Whoever reads the lines throws elsewhere; what is thrown here comes from the file.
    const { code, message } = error as NodeJS.ErrnoException
    throw new InputError(`cannot be read: ${code ?? message}`, { file })
  }
}

/** A column layout for terminals: Chinese characters take two columns. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, width(cell))
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === row.length - 1 ? cell : cell + ' '.repeat((widths[i] ?? 0) - width(cell))))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function width(value: string): number {
  let columns = 0
  for (const character of value)
    columns += /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6]/.test(character) ? 2 : 1
  return columns
}

/** Cuts to a number of terminal columns. */
export function clip(value: string, columns: number): string {
  let used = 0
  let out = ''
  for (const character of value) {
    used += width(character)
    if (used > columns) return `${out}…`
    out += character
  }
  return out
}
