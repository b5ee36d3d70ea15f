import { readFileSync, readdirSync } from 'node:fs'
import { LineCounter, isNode, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import type { z } from 'zod'
import { InputError } from '../domain/index.ts'

/** One YAML file as read, able to say on which line a key stands. */
export interface YamlFile {
  /** Short name for messages, such as `rules/patent/P-01.yaml`. */
  name: string
  text: string
  value: unknown
  lineOf(path: readonly PropertyKey[]): number | undefined
}

/** @throws InputError with file and line where it is not YAML */
export function parseYamlFile(name: string, text: string): YamlFile {
  const lines = new LineCounter()
  const document: Document = parseDocument(text, { lineCounter: lines, version: '1.2' })
  const [problem] = document.errors
  if (problem) throw new InputError(problem.message.split('\n')[0] ?? 'not YAML', { file: name, line: lines.linePos(problem.pos[0]).line })
  return {
    name,
    text,
    value: document.toJS(),
    lineOf(path) {
      // The nearest ancestor that has a place of its own.
      for (let length = path.length; length >= 0; length--) {
        const node = document.getIn(path.slice(0, length), true)
        if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
      }
      return undefined
    },
  }
}

/** @throws InputError with file, line and field for the first thing that the schema does not allow */
export function checkYaml<T extends z.ZodType>(file: YamlFile, schema: T): z.output<T> {
  const parsed = schema.safeParse(file.value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const path = issue?.path ?? []
  const deeper = issue?.code === 'unrecognized_keys' ? [...path, issue.keys[0] ?? ''] : path
  throw yamlError(file, deeper, issue?.message ?? 'not understood')
}

export function yamlError(file: YamlFile, path: readonly PropertyKey[], expected: string): InputError {
  return new InputError(expected, { file: file.name, line: file.lineOf(path), field: path.map(String).join('.') || undefined })
}

/** All `.yaml` files right in `folder`, by name. A folder that is not there has none. */
export function yamlFilesIn(folder: URL, shownAs: string): YamlFile[] {
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
  return names
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => parseYamlFile(`${shownAs}/${name}`, readFileSync(new URL(encodeURIComponent(name), folder), 'utf8')))
}
