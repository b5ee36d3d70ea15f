import { Command } from 'commander'
import { ConfigError, ZhixunError } from '../domain/index.ts'
import { loadRules, type RuleSet } from '../rules/load.ts'
import { testExamples } from '../rules/test-examples.ts'
import { assessorFor } from './assessor.ts'
import { command, type CommonOptions } from './command.ts'
import { text } from './language.ts'
import { note, print, printJson, table } from './streams.ts'

export default function rules(): Command {
  const parent = new Command('rules').description(text('规则：自测与列表', 'rules: test and list them'))
  parent.helpCommand(false).helpOption('-h, --help', text('显示帮助', 'show this help'))
  parent.addCommand(
    command('test', '运行每条规则自带的示例', "run every rule's own examples")
      .argument('[ID...]', text('规则编号；不写则全部', 'which; all when none is named'))
      .action((ids: string[], options: CommonOptions) => testRules(ids, options)),
  )
  parent.addCommand(
    command('list', '列出规则', 'list the rules').action(async (options: CommonOptions) => {
      const rows = loadRules().rules.map(({ id, title, role, verdict, status, version }) => ({ id, title, role, verdict, status, version }))
      if (options.json) for (const row of rows) await printJson(row)
      else
        await print(
          table(
            rows.map((row) => [row.id, row.role, row.role === 'accuse' ? row.verdict : '', row.status, text(row.title.zh, row.title.en)]),
          ),
        )
    }),
  )
  return parent
}

function requireKnown(set: RuleSet, ids: readonly string[]): void {
  for (const id of ids) if (!set.byId.has(id)) throw new ConfigError(text(`没有规则 ${id}`, `no rule ${id}`))
}

async function testRules(ids: string[], options: CommonOptions): Promise<void> {
  const set = loadRules()
  requireKnown(set, ids)
  const results = testExamples(
    set,
    (registry) => {
      const assessor = assessorFor(registry, set)
      return (listing, example) => assessor.assess(listing, example)
    },
    ids,
  )
  for (const result of results) {
    if (options.json) await printJson(result)
    else if (!result.passed) await print(`${result.rule} ${result.kind}[${result.index}]: ${result.message}`)
  }
  const failed = results.filter((result) => !result.passed).length
  const rulesTested = new Set(results.map((result) => result.rule)).size
  note(
    text(
      `${rulesTested} 条规则，${results.length} 个示例，${failed} 个未通过`,
      `${rulesTested} rules, ${results.length} examples, ${failed} failed`,
    ),
  )
  if (failed > 0) throw new ZhixunError(text('有示例未通过', 'some examples failed'))
}
