import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const loader = fileURLToPath(new URL('../../typescript-loader.mjs', import.meta.url))

export interface Child {
  /** Resolves at the n-th line that the child prints from now on; rejects when it ends before. */
  lines(n: number): Promise<string[]>
  /** `kill -9`, and waits until the process is gone. */
  kill(): Promise<void>
  /** Stops it dead for so long, as a machine that is cut off the network, and lets it go on. */
  hang(ms: number): Promise<void>
  ended(): boolean
  /** Waits for its own end. @returns all that it printed */
  end(): Promise<string[]>
}

/** Runs a TypeScript file of this folder in a process of its own. */
export function startChild(file: string, settings: Record<string, unknown>): Child {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const child = spawn(process.execPath, ['--import', loader, path], {
    env: { ...process.env, CHILD_SETTINGS: JSON.stringify(settings) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const printed: string[] = []
  let ended = false
  const listeners = new Set<() => void>()
  const wake = (): void => listeners.forEach((listener) => listener())
  createInterface({ input: child.stdout }).on('line', (line) => {
    printed.push(line)
    wake()
  })
  const exit = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      ended = true
      resolve(code)
      wake()
    })
  })
  return {
    lines(n) {
      const from = printed.length
      return new Promise((resolve, reject) => {
        const look = (): void => {
          if (printed.length >= from + n) resolve(printed.slice(from, from + n))
          else if (ended) reject(new Error(`the child ended after ${printed.length - from} of ${n} lines`))
          else return
          listeners.delete(look)
        }
        listeners.add(look)
        look()
      })
    },
    async kill() {
      child.kill('SIGKILL')
      await exit
    },
    async hang(ms) {
      child.kill('SIGSTOP')
      await new Promise((resolve) => setTimeout(resolve, ms))
      child.kill('SIGCONT')
    },
    ended: () => ended,
    async end() {
      const code = await exit
      if (code !== 0) throw new Error(`the child ended with ${code}`)
      return printed
    },
  }
}

/** What the parent handed over. */
export function settings(): unknown {
  return JSON.parse(process.env['CHILD_SETTINGS'] ?? '{}')
}

/** Prints one line and goes on when the pipe has taken it. */
export function print(line: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(`${line}\n`, () => resolve()))
}
