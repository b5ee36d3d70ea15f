#!/usr/bin/env node
// Starts the built command; builds it first when a source is newer than the last build.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const main = join(root, 'dist/cli/main.js')
const ROOMS = ['domain', 'rules', 'store', 'queue', 'crawlers', 'pipeline', 'evidence', 'dashboard/server', 'cli', 'demo', 'test/bench']

/** Time of the newest TypeScript file below a folder, in milliseconds. */
function newest(folder) {
  let latest = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) latest = Math.max(latest, newest(path))
    else if (entry.name.endsWith('.ts')) latest = Math.max(latest, statSync(path).mtimeMs)
  }
  return latest
}

function isStale() {
  const stamp = join(root, 'dist/.tsbuildinfo')
  if (!existsSync(main) || !existsSync(stamp)) return true
  const built = statSync(stamp).mtimeMs
  return ROOMS.some((room) => existsSync(join(root, room)) && newest(join(root, room)) > built)
}

/** One builder at a time; the others wait for it, and take over a lock that a killed builder left. */
function build() {
  const tsc = join(root, 'node_modules/.bin/tsc')
  if (!existsSync(tsc)) {
    process.stderr.write('zhixun: not set up yet; run: npm run setup\n')
    process.exit(1)
  }
  mkdirSync(join(root, 'dist'), { recursive: true })
  const lock = join(root, 'dist/.building')
  for (const deadline = Date.now() + 60_000; ;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch {
      if (Date.now() > deadline) rmSync(lock, { force: true })
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
      if (!isStale()) return
    }
  }
  try {
    const { stdout, status } = spawnSync(tsc, ['-p', join(root, 'tsconfig.build.json')], { encoding: 'utf8' })
    const errors = stdout.split('\n').filter((line) => line.includes('error TS'))
    if (status !== 0) process.stderr.write(`zhixun: ${errors.length} type errors (npm run typecheck), the first: ${errors[0] ?? stdout}\n`)
    if (!existsSync(main)) process.exit(1)
    const stamp = join(root, 'dist/.tsbuildinfo')
    if (existsSync(stamp)) utimesSync(stamp, new Date(), new Date())
  } finally {
    rmSync(lock, { force: true })
  }
}

if (process.env.ZHIXUN_NO_BUILD !== '1' && isStale()) build()
await import(pathToFileURL(main).href)
