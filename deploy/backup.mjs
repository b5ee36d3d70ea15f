#!/usr/bin/env node
// Copies the data folder of an embedded store while it is in use: node deploy/backup.mjs --data DIR --to NEW_DIR
import { createHash } from 'node:crypto'
import { cpSync, createReadStream, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'

export const FILE = 'zhixun.sqlite'
export const MANIFEST = 'backup.json'

export async function sha256Of(file) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

/** What a restored store must show again. */
export function figuresOf(db) {
  const count = (table) => db.prepare(`SELECT count(*) AS n FROM ${table}`).get().n
  const head = db.prepare('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1').get()
  return {
    listings: count('listings'),
    findings: count('findings'),
    decisions: count('decisions'),
    auditEntries: head?.seq ?? 0,
    /** Compare it with the one printed at the last backup: it must lie on the same chain. */
    auditHead: head?.hash ?? null,
  }
}

/** @returns the manifest; the folder `to` appears only when everything in it is whole */
export async function backUp(data, to) {
  const source = join(data, FILE)
  if (!existsSync(source)) throw new Error(`${source}: there is no store`)
  if (existsSync(to)) throw new Error(`${to}: it is there already; name a new folder`)
  const unfinished = `${to}.unfinished`
  mkdirSync(unfinished, { recursive: true })
  const db = new Database(source, { readonly: true, timeout: 15_000 })
  // SQLite's own online backup: one consistent state, however much is written meanwhile.
  await db.backup(join(unfinished, FILE))
  db.close()
  for (const folder of ['evidence'])
    if (existsSync(join(data, folder))) cpSync(join(data, folder), join(unfinished, folder), { recursive: true })

  const copy = new Database(join(unfinished, FILE))
  copy.pragma('journal_mode = DELETE')
  const fault = copy.pragma('integrity_check', { simple: true })
  if (fault !== 'ok') throw new Error(`the copy is damaged: ${String(fault)}`)
  const figures = figuresOf(copy)
  copy.close()
  const manifest = { at: new Date().toISOString(), sha256: await sha256Of(join(unfinished, FILE)), ...figures }
  writeFileSync(join(unfinished, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`)
  renameSync(unfinished, to)
  return manifest
}

if (import.meta.filename === process.argv[1]) {
  const { values } = parseArgs({ options: { data: { type: 'string' }, to: { type: 'string' } } })
  if (!values.data || !values.to) {
    console.error('usage: node deploy/backup.mjs --data DIR --to NEW_DIR')
    process.exit(2)
  }
  try {
    console.log(JSON.stringify(await backUp(values.data, values.to)))
  } catch (error) {
    console.error(`backup: ${error.message}`)
    process.exit(1)
  }
}
