import type { Command } from 'commander'

import { readListing } from '../crawlers/intake/listing-line.ts'
import { assessorFor, registryInUse } from './assessor.ts'
import { command, day, type CommonOptions } from './command.ts'
import { openSystemIfThere } from './compose.ts'
import { text } from './language.ts'
import { note, print, printJson, readLines } from './streams.ts'

interface AssessOptions extends CommonOptions {
  registry?: string
  asOf?: string
}

export default function assess(): Command {
  return command('assess', '评估商品：每行一个商品（JSON），每行输出一个评估', 'assess listings: JSON Lines in, one assessment a line out')
    .argument('[FILE]', text('JSON Lines 文件，- 为标准输入', 'JSON Lines; - reads standard input'), '-')
    .option('--registry <DIR>', text('名录文件夹；不写则用已导入的名录', 'folder of registry tables; without it the imported ones'))
    .option('--as-of <DATE>', text('行为日期，YYYY-MM-DD', 'date of conduct, YYYY-MM-DD'), day)
    .action(async (file: string, options: AssessOptions) => {
      const system = options.registry === undefined ? await openSystemIfThere(options) : undefined
      const registry = await registryInUse({ folder: options.registry, ...(system ? { store: system.store } : {}) })
      await system?.close()
      const assessor = assessorFor(registry)
      const conduct = options.asOf === undefined ? {} : { asOf: options.asOf }
      let errors = 0
      for await (const { number, text: line } of readLines(file)) {
        if (line.trim() === '') continue
        const listing = readListing(line)
        if ('error' in listing) {
          errors++
          await printJson({ error: { line: number, field: listing.error.field, message: `${file}:${number}: ${listing.error.message}` } })
          continue
        }
        await print(JSON.stringify(assessor.assess(listing.listing, conduct)))
      }
      if (errors > 0) {
        note(text(`${errors} 行无法读取`, `${errors} lines could not be read`))
        process.exitCode = 2
      }
    })
}
