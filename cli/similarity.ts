import type { Command } from 'commander'
import { InputError } from '../domain/index.ts'
import { similarity } from '../pipeline/names/index.ts'
import { command, type CommonOptions } from './command.ts'
import { text } from './language.ts'
import { lineWriter, readLines } from './streams.ts'

interface SimilarityOptions extends CommonOptions {
  pairs: string
}

export default function similarityCommand(): Command {
  return command('similarity', '判断文字模仿名称的可能性（0 至 1）', 'how likely each text imitates its protected name, 0 to 1')
    .requiredOption(
      '--pairs <FILE.tsv>',
      text('每行 文字<TAB>受保护名称，- 为标准输入', 'text<TAB>protected name a line; - reads standard input'),
    )
    .action(async (options: SimilarityOptions) => {
      const out = lineWriter()
      for await (const { number, text: line } of readLines(options.pairs)) {
        if (line === '' || (number === 1 && line.startsWith('text\t'))) continue
        const [written, name] = line.split('\t')
        if (!written || !name) throw new InputError('expected text<TAB>protected name', { file: options.pairs, line: number })
        const { score, mechanisms, alignment, evidence } = similarity(written, name)
        if (options.json) await out.print(JSON.stringify({ text: written, name, score, mechanisms, alignment, evidence }))
        else await out.print([written, name, score, mechanisms.join(',')].join('\t'))
      }
      await out.end()
    })
}
