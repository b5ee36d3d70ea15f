import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { InputError } from '../domain/index.ts'
import { buildMatcher } from '../pipeline/names/index.ts'
import { decodeTable, parseTable } from '../rules/registry/index.ts'
import { command, type CommonOptions } from './command.ts'
import { text } from './language.ts'
import { lineWriter, readLines } from './streams.ts'

interface MatchOptions extends CommonOptions {
  names: string
}

export default function match(): Command {
  return command('match', '在文字中找出受保护名称的仿冒写法', 'find imitations of protected names in running text')
    .requiredOption('--names <FILE.csv>', text('受保护名称表', 'table of protected names'))
    .argument('[FILE]', text('JSON Lines {id, text}，- 为标准输入', 'JSON Lines {id, text}; - reads standard input'), '-')
    .action(async (file: string, options: MatchOptions) => {
      const bytes = await readFile(options.names).catch((error: NodeJS.ErrnoException) => {
        throw new InputError(`cannot be read: ${error.code ?? error.message}`, { file: options.names })
      })
      const { rows } = parseTable('names', decodeTable(bytes, options.names), { source: options.names })
      const matcher = buildMatcher({ names: rows })
      const out = lineWriter()
      for await (const { number, text: line } of readLines(file)) {
        if (line.trim() === '') continue
        await out.print(JSON.stringify(answerTo(line, number)))
      }
      await out.end()

      function answerTo(line: string, number: number): unknown {
        const entry = parseEntry(line)
        if (typeof entry === 'string') {
          process.exitCode = 2
          return { error: { line: number, ...(entry === 'not JSON' ? {} : { field: 'text' }), message: `${file}:${number}: ${entry}` } }
        }
        const imitations = matcher.match(entry.text).filter((found) => !found.exact)
        return {
          id: entry.id,
          matches: imitations.map(({ name, text: written, start, end, score, mechanisms }) => ({
            name,
            text: written,
            start,
            end,
            score,
            mechanisms,
          })),
        }
      }
    })
}

/** The entry of a line, or what is wrong with it. */
function parseEntry(line: string): { id: unknown; text: string } | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'not JSON'
  }
  if (typeof value !== 'object' || value === null || !('text' in value) || typeof value.text !== 'string')
    return 'expected an object with a string `text`'
  return { id: 'id' in value ? value.id : undefined, text: value.text }
}
