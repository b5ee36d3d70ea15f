import { availableParallelism } from 'node:os'
import type { Command } from 'commander'
import type { Day, Registry } from '../domain/index.ts'
import { assessLines, type AssessedLines } from './assess-lines.ts'
import { AssessThreads } from './assess-threads.ts'
import { assessorFor, registryInUse } from './assessor.ts'
import { command, day, wholeNumber, type CommonOptions } from './command.ts'
import { openSystemIfThere } from './compose.ts'
import { text } from './language.ts'
import { note, readLines, write, type SourceLine } from './streams.ts'

interface AssessOptions extends CommonOptions {
  registry?: string
  asOf?: string
  threads: number
}

/** Lines that go to a thread together. */
const BATCH = 200
/** Inputs up to this many lines are done before further threads would have built their tables. */
const FEW = 2000

export default function assess(): Command {
  return command('assess', '评估商品：每行一个商品（JSON），每行输出一个评估', 'assess listings: JSON Lines in, one assessment a line out')
    .argument('[FILE]', text('JSON Lines 文件，- 为标准输入', 'JSON Lines; - reads standard input'), '-')
    .option('--registry <DIR>', text('名录文件夹；不写则用已导入的名录', 'folder of registry tables; without it the imported ones'))
    .option('--as-of <DATE>', text('行为日期，YYYY-MM-DD', 'date of conduct, YYYY-MM-DD'), day)
    .option('--threads <N>', text('线程数', 'threads'), wholeNumber(1), availableParallelism())
    .action(async (file: string, options: AssessOptions) => {
      const system = options.registry === undefined ? await openSystemIfThere(options) : undefined
      const registry = await registryInUse({ folder: options.registry, ...(system ? { store: system.store } : {}) })
      await system?.close()
      const errors = await assessFile(file, registry, options)
      if (errors > 0) {
        note(text(`${errors} 行无法读取`, `${errors} lines could not be read`))
        process.exitCode = 2
      }
    })
}

/** The first lines are assessed here; when there are many more, by threads side by side. Output keeps the order of the input. */
async function assessFile(file: string, registry: Registry, { asOf, threads: count }: { asOf?: Day; threads: number }): Promise<number> {
  const assessor = assessorFor(registry)
  let errors = 0
  let threads: AssessThreads | undefined
  const underway: Promise<AssessedLines>[] = []
  const put = async ({ output, errors: more }: AssessedLines): Promise<void> => {
    errors += more
    await write(output)
  }
  try {
    let read = 0
    for await (const batch of batches(readLines(file))) {
      if (count === 1 || read < FEW) await put(assessLines(assessor, batch, file, asOf))
      else {
        threads ??= new AssessThreads(count, { registry, file, asOf })
        const asked = threads.ask(batch)
        // Awaited in its turn below; a thread that breaks must not count as unhandled until then.
        asked.catch(() => {})
        underway.push(asked)
        const first = underway.length >= threads.depth ? underway.shift() : undefined
        if (first) await put(await first)
      }
      read += batch.length
    }
    for (const rest of underway) await put(await rest)
    return errors
  } finally {
    await threads?.close()
  }
}

async function* batches(lines: AsyncIterable<SourceLine>): AsyncGenerator<SourceLine[]> {
  let batch: SourceLine[] = []
  for await (const line of lines) {
    batch.push(line)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
