import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { isNode, isPair, isMap, LineCounter, parseDocument } from 'yaml'
import type { Document, Node } from 'yaml'
import type { z } from 'zod'
import { ConfigError, InputError, projectRoot } from '../../domain/index.ts'
import type { Platform } from './schema.ts'
import { platformSchema } from './schema.ts'

export type { Platform } from './schema.ts'

/** Folder of the platform files that come with the project. */
export const shippedPlatforms = fileURLToPath(new URL('crawlers/platforms/', projectRoot))

/** The node that a path leads to, or the deepest one on the way; the key where the key itself is wrong. */
function nodeAt(document: Document, path: readonly PropertyKey[], unknownKey: string | undefined): Node | undefined {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true)
    if (!isNode(node)) continue
    if (unknownKey !== undefined && isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && String(item.key) === unknownKey)
      if (pair && isNode(pair.key)) return pair.key
    }
    return node
  }
  return undefined
}

/** A union says nothing itself; what its most promising branch expected does. */
function deepest(issue: z.core.$ZodIssue): { path: PropertyKey[]; issue: z.core.$ZodIssue } {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return { path: [...issue.path], issue }
  const branches = issue.errors.map((errors) => errors[0]).filter((first) => first !== undefined)
  const best = branches.find((first) => first.code !== 'invalid_type' || first.path.length > 0) ?? branches[0]
  if (!best) return { path: [...issue.path], issue }
  const inner = deepest(best)
  return { path: [...issue.path, ...inner.path], issue: inner.issue }
}

const fieldName = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((name, part) => (typeof part === 'number' ? `${name}[${part}]` : `${name}${name && '.'}${String(part)}`), '')

/**
 * Reads the text of a platform file.
 * @throws InputError with file, line and field of the first thing that is wrong
 */
export function parsePlatform(text: string, file: string): Platform {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const broken = document.errors[0]
  if (broken) throw new InputError(broken.message, { file, line: lines.linePos(broken.pos[0]).line })
  const result = platformSchema.safeParse(document.toJS())
  if (result.success) return result.data
  const found = result.error.issues.map((issue) => {
    const { path, issue: inner } = deepest(issue)
    const unknownKey = inner.code === 'unrecognized_keys' ? inner.keys[0] : undefined
    const offset = nodeAt(document, path, unknownKey)?.range?.[0]
    const message = unknownKey === undefined ? inner.message : `unknown key ${unknownKey}`
    return { line: offset === undefined ? 1 : lines.linePos(offset).line, field: fieldName(path), message }
  })
  found.sort((a, b) => a.line - b.line)
  const [first, ...more] = found
  throw new InputError(`${first?.message ?? 'a platform'}${more.length > 0 ? ` (and ${more.length} more)` : ''}`, {
    file,
    line: first?.line,
    field: first?.field || undefined,
  })
}

export interface LoadOptions {
  /** Further folders that ids are looked up in, before the shipped ones. */
  folders?: readonly string[]
}

/**
 * Loads one platform by the path of its file or by its id.
 * @throws InputError where the file is wrong, ConfigError where there is none
 */
export function loadPlatform(fileOrId: string, options: LoadOptions = {}): Platform {
  const isPath = /[/\\]|\.ya?ml$/.test(fileOrId)
  const candidates = isPath ? [fileOrId] : [...(options.folders ?? []), shippedPlatforms].map((folder) => join(folder, `${fileOrId}.yaml`))
  const file = candidates.find((path) => existsSync(path))
  if (file === undefined) {
    const known = isPath ? '' : `; known are ${platformIds(options).join(', ')}`
    throw new ConfigError(isPath ? `${fileOrId}: no such platform file` : `no platform ${fileOrId}${known}`)
  }
  const platform = parsePlatform(readFileSync(file, 'utf8'), file)
  if (!isPath && platform.id !== fileOrId) throw new InputError(`the id ${fileOrId}, as the file is named`, { file, field: 'id' })
  return platform
}

/** Ids of all platform files, in order of the alphabet. */
export function platformIds(options: LoadOptions = {}): string[] {
  const folders = [...(options.folders ?? []), shippedPlatforms].filter((folder) => existsSync(folder))
  const names = folders.flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith('.yaml')))
  return [...new Set(names.map((name) => name.slice(0, -'.yaml'.length)))].sort()
}

/** All platforms, in order of their ids. A file that is wrong throws: a sweep that silently left one out would look complete. */
export function listPlatforms(options: LoadOptions = {}): Platform[] {
  return platformIds(options).map((id) => loadPlatform(id, options))
}

/** The platform whose `hosts` name the host of an address, if any. */
export function platformFor(url: string, platforms: readonly Platform[]): Platform | undefined {
  if (!URL.canParse(url)) return undefined
  const { host, hostname } = new URL(url)
  return platforms.find((platform) =>
    platform.hosts.some((name) => (name.startsWith('*.') ? hostname.endsWith(name.slice(1)) : name === host || name === hostname)),
  )
}
