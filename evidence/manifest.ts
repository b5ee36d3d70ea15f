import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { ConflictError, InputError, type Instant } from '../domain/index.ts'

/** Name of the file that names all others; it is not named itself. */
export const MANIFEST_FILE = 'manifest.json'

export interface FileEntry {
  /** Relative to the package, with `/`. */
  path: string
  bytes: number
  /** Hexadecimal. */
  sha256: string
}

export interface Manifest {
  format: 'zhixun-evidence/1'
  sealedAt: Instant
  /** What the package is about: ids, an address, the program that made it. */
  subject: Record<string, string>
  /** By path. */
  files: FileEntry[]
  /** SHA-256 over the files' lines `path NUL bytes NUL sha256 LF`: one value that stands for all of them. */
  root: string
}

const manifestSchema = z.strictObject({
  format: z.literal('zhixun-evidence/1'),
  sealedAt: z.string(),
  subject: z.record(z.string(), z.string()),
  files: z.array(z.strictObject({ path: z.string(), bytes: z.number().int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
  root: z.string(),
})

export interface Verification {
  /** True only where every file is there unchanged and no other file is. */
  intact: boolean
  root?: string
  files: number
  /** One line a fault. */
  faults: string[]
}

export function rootOf(files: readonly FileEntry[]): string {
  const hash = createHash('sha256')
  for (const file of files) hash.update(`${file.path}\0${file.bytes}\0${file.sha256}\n`)
  return hash.digest('hex')
}

/** All files below a folder, in the order of their paths, hashed as they are read. */
async function entriesOf(folder: string): Promise<FileEntry[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const files: FileEntry[] = []
  for (const entry of names) {
    if (entry.isDirectory()) continue
    const full = join(entry.parentPath, entry.name)
    const path = full.slice(folder.length).replaceAll('\\', '/').replace(/^\/+/, '')
    if (path === MANIFEST_FILE) continue
    if (!entry.isFile()) throw new InputError('a package holds plain files only, no links or devices', { file: full })
    const hash = createHash('sha256')
    await pipeline(createReadStream(full), hash)
    files.push({ path, bytes: (await stat(full)).size, sha256: hash.digest('hex') })
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}

async function readManifest(folder: string): Promise<Manifest | undefined> {
  const file = join(folder, MANIFEST_FILE)
  let text
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  try {
    return manifestSchema.parse(JSON.parse(text))
  } catch {
    throw new InputError('expected a manifest of the format zhixun-evidence/1', { file })
  }
}

async function requireFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined)
  if (!found?.isDirectory()) throw new InputError('expected the folder of an evidence package', { file: folder })
}

/**
 * Seals a folder: hashes every file and writes the manifest last, in one step, so that a package without one is not sealed.
 * A package that is sealed already stays as it is.
 * @throws ConflictError when the folder was sealed before and has changed since
 * @throws InputError when it is no folder, is empty or holds anything but plain files
 */
export async function seal(folder: string, subject: Record<string, string>, at: Instant): Promise<Manifest> {
  await requireFolder(folder)
  const sealed = await readManifest(folder)
  if (sealed) {
    const { intact, faults } = await verify(folder)
    if (!intact) throw new ConflictError(`${folder} was sealed on ${sealed.sealedAt} and has changed since: ${faults[0]}`)
    return sealed
  }
  const temporary = join(folder, `.${MANIFEST_FILE}.part`)
  // Of a sealing that was killed; it must not be sealed in as a file of the package.
  await rm(temporary, { force: true })
  const files = await entriesOf(folder)
  if (files.length === 0) throw new InputError('expected at least one file to seal', { file: folder })
  const manifest: Manifest = { format: 'zhixun-evidence/1', sealedAt: at, subject, files, root: rootOf(files) }
  await writeFile(temporary, `${JSON.stringify(manifest, undefined, 2)}\n`, { flush: true })
  await rename(temporary, join(folder, MANIFEST_FILE))
  return manifest
}

/** Compares a package with its manifest. Whatever cannot be read or explained is a fault: verification fails closed. */
export async function verify(folder: string): Promise<Verification> {
  await requireFolder(folder)
  const manifest = await readManifest(folder)
  if (!manifest) return { intact: false, files: 0, faults: [`${MANIFEST_FILE} is missing: the package was never sealed`] }
  const faults: string[] = []
  const found = new Map((await entriesOf(folder)).map((entry) => [entry.path, entry]))
  for (const entry of manifest.files) {
    const actual = found.get(entry.path)
    found.delete(entry.path)
    if (!actual) faults.push(`${entry.path} is missing`)
    else if (actual.bytes !== entry.bytes || actual.sha256 !== entry.sha256) faults.push(`${entry.path} was changed`)
  }
  for (const path of found.keys()) faults.push(`${path} was added after sealing`)
  if (rootOf(manifest.files) !== manifest.root) faults.push(`${MANIFEST_FILE}: the root does not match its files`)
  return { intact: faults.length === 0, root: manifest.root, files: manifest.files.length, faults }
}
