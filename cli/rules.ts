import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Command } from 'commander'
import { ConfigError, dayOf, ZhixunError } from '../domain/index.ts'
import { replay } from '../rules/diff.ts'
import { loadRules, type RuleSet } from '../rules/load.ts'
import { testExamples } from '../rules/test-examples.ts'
import { everyPage } from '../store/every-page.ts'
import type { Store } from '../store/port.ts'
import { assessorFor, registryInUse } from './assessor.ts'
import { command, type CommonOptions } from './command.ts'
import { openSystemWithData } from './compose.ts'
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
  parent.addCommand(
    command(
      'diff',
      '在最近一次巡查上重放规则，列出会出现和消失的线索',
      'replay the rules on what is stored: findings that would appear, disappear or change',
    )
      .option('--rules <DIR>', text('另一套规则的文件夹；不写则为当前规则', 'folder of another rule set; without it the current one'))
      .option('--registry <DIR>', text('名录文件夹；不写则用已导入的名录', 'folder of registry tables; without it the imported ones'))
      .action((options: DiffOptions) => diff(options)),
  )
  return parent
}

interface DiffOptions extends CommonOptions {
  rules?: string
  registry?: string
}

/** The listings of the store with what was found on them last, in the order of their keys. */
async function* stored(store: Store) {
  for await (const listing of everyPage((after) => store.listListings({ limit: 500, state: 'on', ...after })))
    yield { key: listing.key, listing, before: listing.assessment?.findings ?? [] }
}

async function diff(options: DiffOptions): Promise<void> {
  const system = await openSystemWithData(options)
  try {
    const set = loadRules(options.rules === undefined ? {} : { folder: pathToFileURL(`${resolve(options.rules)}/`) })
    const assessor = assessorFor(await registryInUse({ folder: options.registry, store: system.store }), set)
    const changes = replay(
      stored(system.store),
      ({ listing }) => assessor.assess(listing.listing, { since: dayOf(listing.firstSeen) }).findings,
    )
    for (;;) {
      const { done, value } = await changes.next()
      if (done) {
        note(
          text(
            `重放 ${value.listings} 件商品：新出现 ${value.appears}，消失 ${value.disappears}，改变 ${value.changes}，不变 ${value.unchanged}`,
            `${value.listings} listings replayed: ${value.appears} appear, ${value.disappears} disappear, ${value.changes} change, ${value.unchanged} stay`,
          ),
        )
        return
      }
      if (options.json) await printJson(value)
      else
        await print([value.kind, value.rule, value.subject, `${value.before ?? '–'} → ${value.after ?? '–'}`, value.listingKey].join('\t'))
    }
  } finally {
    await system.close()
  }
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
