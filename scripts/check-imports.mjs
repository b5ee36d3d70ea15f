#!/usr/bin/env node
// Fails when a room imports a room that it may not (docs/architecture.md). Plain Node, no dependencies.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Room → rooms it may import besides itself. A room is the longest prefix that matches. */
export const MAY_IMPORT = {
  domain: [],
  rules: ['domain'],
  store: ['domain'],
  queue: ['domain', 'store'],
  crawlers: ['domain', 'rules/registry', 'store', 'queue'],
  pipeline: ['domain', 'rules', 'store'],
  evidence: ['domain', 'rules', 'store'],
  dashboard: ['domain', 'rules', 'store', 'queue', 'crawlers', 'pipeline', 'evidence'],
  demo: ['domain'],
  cli: ['domain', 'rules', 'store', 'queue', 'crawlers', 'pipeline', 'evidence', 'dashboard', 'test/bench'],
  test: ['domain', 'rules', 'store', 'queue', 'crawlers', 'pipeline', 'evidence', 'dashboard', 'cli', 'demo'],
}
/** The only file that may reach into the sample market. */
const EXCEPTIONS = new Map([['cli/demo.ts', ['demo']]])

function* sources(folder) {
  for (const entry of readdirSync(folder).sort()) {
    if (entry === 'node_modules' || entry === 'dist') continue
    const path = join(folder, entry)
    if (statSync(path).isDirectory()) yield* sources(path)
    else if (/\.tsx?$/.test(entry)) yield path
  }
}

const wrong = []
let files = 0
for (const room of Object.keys(MAY_IMPORT)) {
  try {
    statSync(join(root, room))
  } catch {
    continue
  }
  for (const path of sources(join(root, room))) {
    files++
    const name = relative(root, path).split(sep).join('/')
    const allowed = [room, ...MAY_IMPORT[room], ...(EXCEPTIONS.get(name) ?? [])]
    for (const [, target] of readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)) {
      const to = relative(root, join(dirname(path), target))
        .split(sep)
        .join('/')
      if (!allowed.some((prefix) => to === prefix || to.startsWith(`${prefix}/`))) wrong.push(`${name}: imports ${to}`)
    }
  }
}
for (const line of wrong) console.error(line)
console.error(`import directions: ${files} files, ${wrong.length} wrong`)
process.exit(wrong.length > 0 ? 1 : 0)
