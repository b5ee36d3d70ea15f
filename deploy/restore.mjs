#!/usr/bin/env node
// Puts a backup back into a data folder that has no store: node deploy/restore.mjs --from BACKUP_DIR --data DIR
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { FILE, MANIFEST, figuresOf, sha256Of } from './backup.mjs'

/** @returns the figures of the restored store, which are those of the manifest */
export async function restore(from, data) {
  const manifest = JSON.parse(readFileSync(join(from, MANIFEST), 'utf8'))
  if (existsSync(join(data, FILE))) throw new Error(`${join(data, FILE)}: there is a store already; move it away first`)
  if ((await sha256Of(join(from, FILE))) !== manifest.sha256) throw new Error(`${join(from, FILE)}: it is not the file that was backed up`)
  mkdirSync(data, { recursive: true })
  if (existsSync(join(from, 'evidence'))) cpSync(join(from, 'evidence'), join(data, 'evidence'), { recursive: true })
  const unfinished = join(data, `${FILE}.unfinished`)
  cpSync(join(from, FILE), unfinished)
  const db = new Database(unfinished, { readonly: true })
  const figures = figuresOf(db)
  db.close()
  for (const [name, value] of Object.entries(figures))
    if (manifest[name] !== value) throw new Error(`${name} is ${value} and was ${manifest[name]}`)
  renameSync(unfinished, join(data, FILE))
  return figures
}

if (import.meta.filename === process.argv[1]) {
  const { values } = parseArgs({ options: { from: { type: 'string' }, data: { type: 'string' } } })
  if (!values.from || !values.data) {
    console.error('usage: node deploy/restore.mjs --from BACKUP_DIR --data DIR')
    process.exit(2)
  }
  try {
    console.log(JSON.stringify(await restore(values.from, values.data)))
  } catch (error) {
    console.error(`restore: ${error.message}`)
    process.exit(1)
  }
}
