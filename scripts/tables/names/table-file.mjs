// One shape for every built table: a header that says where it comes from, then the data.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'

export const OUT = new URL('../../../pipeline/names/tables/', import.meta.url)
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')

/** `package version (licence)` of an installed source. */
export function sourceOf(name, licence) {
  const { version } = JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), 'utf8'))
  return { source: name, version, licence }
}

/** Text: comment lines with the sources and the hash of what follows, then one row a line. */
export function writeText(file, about, sources, rows) {
  const body = `${rows.join('\n')}\n`
  const head = [
    `# ${about}`,
    ...sources.map((s) => `# source: ${s.source} ${s.version}, licence ${s.licence}`),
    `# sha256 of the rows: ${sha256(body)}`,
  ]
  mkdirSync(OUT, { recursive: true })
  writeFileSync(new URL(file, OUT), `${head.join('\n')}\n${body}`)
  console.error(`${file}: ${rows.length} rows`)
}

/** Binary: one line of JSON, padded to a multiple of 8, then the arrays, each at a multiple of 8. */
export function writeBinary(file, about, sources, arrays) {
  const layout = []
  const parts = []
  let offset = 0
  for (const [name, array] of Object.entries(arrays)) {
    const bytes = Buffer.from(array.buffer, array.byteOffset, array.byteLength)
    layout.push({ name, type: array.constructor.name, offset, length: array.length })
    const padding = (8 - (bytes.length % 8)) % 8
    parts.push(bytes, Buffer.alloc(padding))
    offset += bytes.length + padding
  }
  const body = Buffer.concat(parts)
  const json = JSON.stringify({ about, sources, sha256: sha256(body), arrays: layout })
  const width = Math.ceil((Buffer.byteLength(json) + 1) / 8) * 8
  const head = Buffer.alloc(width, 0x20)
  head.write(json)
  head[width - 1] = 0x0a
  mkdirSync(OUT, { recursive: true })
  writeFileSync(new URL(file, OUT), Buffer.concat([head, body]))
  console.error(`${file}: ${(body.length / 1e6).toFixed(2)} MB`)
}
