import { spawn } from 'node:child_process'
import { loadavg, cpus } from 'node:os'
import { fileURLToPath } from 'node:url'

/** One line of `zhixun bench`: what we reach, and what peers reach on the same input in the same run. */
export interface BenchLine {
  bench: string
  unit: string
  ours: number
  peers: Record<string, number>
  /** How many times as good we are as each peer; above 1 is better, whichever way the unit counts. */
  ratio: Record<string, number>
  conditions: Record<string, unknown>
}

/** A line with its ratios. @param better whether more of the unit is better or less */
export function benchLine(line: Omit<BenchLine, 'ratio'>, better: 'more' | 'less' = 'more'): BenchLine {
  const round = (value: number): number => Math.round(value * 100) / 100
  const ratio = Object.fromEntries(
    Object.entries(line.peers).map(([name, value]) => [name, round(better === 'more' ? line.ours / value : value / line.ours)]),
  )
  return { ...line, ratio }
}

/** The machine, as far as it matters to a figure. */
export function machine(): Record<string, unknown> {
  return { node: process.version, cpu: cpus()[0]?.model.trim(), cores: cpus().length, load: loadavg()[0] }
}

export interface Child<T> {
  /** What it says of itself in its first line. */
  ready: Promise<T>
  /** Its last line, when it has ended well. */
  ended: Promise<T>
  stop(): void
}

/** Starts a module in a process of its own, so that its memory and its time are its own. It answers in JSON lines on standard output. */
export function startChild<T>(module: URL, args: readonly string[], nodeArgs: readonly string[] = []): Child<T> {
  const child = spawn(process.execPath, [...nodeArgs, ...process.execArgv, fileURLToPath(module), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  let isReady: (value: T) => void = () => {}
  const ready = new Promise<T>((resolve) => (isReady = resolve))
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString()
    const first = text.indexOf('\n')
    if (first > 0) isReady(JSON.parse(text.slice(0, first)) as T)
  })
  const ended = new Promise<T>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      const last = text.trim().split('\n').at(-1)
      if (code === 0 && last) resolve(JSON.parse(last) as T)
      else reject(new Error(`${fileURLToPath(module)} ${args.join(' ')} ended with ${code}`))
    })
  })
  ended.catch(() => {})
  return { ready, ended, stop: () => void child.kill() }
}

/** Runs a module in a process of its own and gives its last line. */
export async function runChild<T>(module: URL, args: readonly string[], nodeArgs: readonly string[] = []): Promise<T> {
  return startChild<T>(module, args, nodeArgs).ended
}
