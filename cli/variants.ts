import type { Command } from 'commander'
import { variants } from '../pipeline/names/index.ts'
import { command, wholeNumber, type CommonOptions } from './command.ts'
import { text } from './language.ts'
import { print, printJson } from './streams.ts'

interface VariantsOptions extends CommonOptions {
  top: number
}

export default function variantsCommand(): Command {
  return command('variants', '列出一个名称最可能的仿冒写法', 'the likeliest imitations of a name, best first')
    .argument('<NAME>', text('受保护名称', 'protected name'))
    .option('--top <N>', text('个数', 'how many'), wholeNumber(1), 50)
    .action(async (name: string, options: VariantsOptions) => {
      for (const { text: written, score, mechanisms } of variants(name, options.top)) {
        if (options.json) await printJson({ text: written, score, mechanisms })
        else await print([written, score.toFixed(4), mechanisms.join(',')].join('\t'))
      }
    })
}
