#!/usr/bin/env node
// Starts the built command; builds it first when a source is newer than the last build.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
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

if (process.env.ZHIXUN_NO_BUILD !== '1' && isStale()) {
  const tsc = join(root, 'node_modules/.bin/tsc')
  if (!existsSync(tsc)) {
    process.stderr.write('zhixun: not set up yet; run: npm run setup\n')
    process.exit(1)
  }
  const { stdout, status } = spawnSync(tsc, ['-p', join(root, 'tsconfig.build.json')], { encoding: 'utf8' })
  if (status !== 0) {
    process.stderr.write(stdout)
    if (!existsSync(main)) process.exit(1)
  }
  const { utimesSync } = await import('node:fs')
  if (existsSync(join(root, 'dist/.tsbuildinfo'))) utimesSync(join(root, 'dist/.tsbuildinfo'), new Date(), new Date())
}
await import(pathToFileURL(main).href)
