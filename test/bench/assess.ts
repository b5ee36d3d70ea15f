import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { projectRoot } from '../../domain/index.ts'
import { writeListings } from './assess/input.ts'
import type { StageReport } from './assess/stages.ts'
import { benchLine, machine, runChild, type BenchLine } from './bench.ts'
import { madeUpNames } from './names/inputs.ts'

/** Listings of the long run; a million by `ZHIXUN_BENCH_LISTINGS=1000000`. */
const LISTINGS = Number(process.env['ZHIXUN_BENCH_LISTINGS'] ?? 40_000)
/** Listings of the run on one thread, which is only there for the ratio. */
const FEW = Math.min(LISTINGS, 40_000)
const NAMES = 10_000
const AS_OF = '2026-11-01'

/** `zhixun assess` with 10,000 protected names and every rule: listings a second, memory over the run, and where the time goes. */
export async function* bench(): AsyncIterable<BenchLine> {
  const folder = await mkdtemp(join(tmpdir(), 'zhixun-bench-'))
  try {
    await writeRegistry(folder)
    const input = join(folder, 'listings.jsonl')
    const few = join(folder, 'few.jsonl')
    await writeListings(few, FEW)
    await writeListings(input, LISTINGS)
    const one = await timed(few, FEW, folder, 1)
    const two = await timed(input, LISTINGS, folder, 2)
    const conditions = { ...machine(), listings: LISTINGS, names: NAMES, threads: 2, startSecs: two.startSecs, memoryMb: two.memoryMb }
    yield benchLine({ bench: 'assess', unit: 'listings/s', ours: two.rate, peers: { 'one thread': one.rate }, conditions })
    const stages = await runChild<StageReport>(new URL('assess/stages.js', import.meta.url), [folder, '10000'])
    const share = (ms: number): number => Math.round((1000 * ms) / stages.total) / 1000
    yield benchLine({
      bench: 'assess-stages',
      unit: 'listings/s',
      ours: Math.round((1000 * stages.listings) / stages.total),
      peers: {},
      conditions: {
        ...machine(),
        threads: 1,
        share: { read: share(stages.read), names: share(stages.names), signals: share(stages.signals), rest: share(stages.rest) },
      },
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function writeRegistry(folder: string): Promise<void> {
  const cell = (values: readonly unknown[]): string => values.join(';')
  const rows = madeUpNames(NAMES).map((row) =>
    [row.name, '', row.kind, cell(row.niceClass), cell(row.goods), '', cell(row.aliases), AS_OF].join(','),
  )
  await writeFile(join(folder, 'names.csv'), `name,latin,kind,nice_class,goods,owner,aliases,as_of\n${rows.join('\n')}\n`)
  const patent = `201429900002.9,utility-model,expired,2014-05-20,2024-05-20,,,保温杯盖,false,${AS_OF}`
  await writeFile(join(folder, 'patents.csv'), `number,type,status,filed,ended,holder,licensees,title,method,as_of\n${patent}\n`)
}

interface Run {
  /** Listings a second, from the first answer to the last. */
  rate: number
  startSecs: number
  /** Resident memory of the process at a quarter, half and the end of its answers. */
  memoryMb: number[]
}

/** Runs the command itself and watches its answers and its memory from outside. */
function timed(input: string, count: number, registry: string, threads: number): Promise<Run> {
  const begun = performance.now()
  const command = fileURLToPath(new URL('bin/zhixun.mjs', projectRoot))
  const child = spawn(
    process.execPath,
    [command, 'assess', input, '--registry', registry, '--as-of', AS_OF, '--threads', String(threads)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ZHIXUN_NO_BUILD: '1' },
    },
  )
  const marks = [0.25, 0.5, 0.98].map((part) => Math.floor(part * count))
  const memoryMb: number[] = []
  let answers = 0
  let first = 0
  child.stdout.on('data', (chunk: Buffer) => {
    if (answers === 0) first = performance.now()
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) answers++
    while (marks[0] !== undefined && answers >= marks[0]) {
      marks.shift()
      memoryMb.push(residentMb(child.pid))
    }
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      if (code !== 0 || answers !== count) return reject(new Error(`zhixun assess ended with ${code} after ${answers} of ${count} answers`))
      const secs = (performance.now() - first) / 1000
      resolve({ rate: Math.round(count / secs), startSecs: Math.round((first - begun) / 100) / 10, memoryMb })
    })
  })
}

/** Linux keeps it in pages of 4 kB; elsewhere it is not known. */
function residentMb(pid: number | undefined): number {
  try {
    return Math.round((Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096) / 1e6)
  } catch {
    return Number.NaN
  }
}
