import type { Command } from 'commander'
import type { Assessment, Label } from '../domain/index.ts'
import { assessorFor, registryInUse } from './assessor.ts'
import { command, day, monthOrDay, type CommonOptions } from './command.ts'
import { openSystemIfThere } from './compose.ts'
import { text } from './language.ts'
import { print, printJson } from './streams.ts'

interface PatentOptions extends CommonOptions {
  registry?: string
  asOf?: string
  produced?: string
}

export default function patent(): Command {
  return command('patent', '识读并判断专利标识', 'read and judge patent labels')
    .argument('<TEXT...>', text('包装或铭牌上的文字，每个参数一处标识', 'the words on package or nameplate, one argument a label'))
    .option('--registry <DIR>', text('名录文件夹；不写则用已导入的名录', 'folder of registry tables; without it the imported ones'))
    .option('--as-of <DATE>', text('行为日期，YYYY-MM-DD；默认今天', 'date of conduct, YYYY-MM-DD; default today'), day)
    .option('--produced <DATE>', text('生产日期，YYYY-MM 或 YYYY-MM-DD', 'date of production, YYYY-MM or YYYY-MM-DD'), monthOrDay)
    .action(async (texts: string[], options: PatentOptions) => {
      const system = options.registry === undefined ? await openSystemIfThere(options) : undefined
      const registry = await registryInUse({ folder: options.registry, ...(system ? { store: system.store } : {}) })
      await system?.close()
      const assessor = assessorFor(registry)
      for (const words of texts) {
        const label: Label = {
          where: 'package',
          text: words,
          ...(options.produced === undefined ? {} : { productionDate: options.produced }),
        }
        const assessment = assessor.assess({ labels: [label] }, options.asOf === undefined ? {} : { asOf: options.asOf })
        if (options.json) await printJson(assessment)
        else await print(view(words, assessment))
      }
    })
}

function view(words: string, assessment: Assessment): string {
  const lines = [words]
  for (const { number, kind, type, filedYear, checkDigit } of assessment.numbers)
    lines.push(
      `  ${text('号码', 'number')} ${number}  ${kind}${type ? `  ${type}` : ''}${filedYear ? `  ${filedYear}` : ''}  ${text('校验位', 'check digit')} ${checkDigit === null ? '–' : checkDigit ? text('正确', 'right') : text('不符', 'wrong')}`,
    )
  lines.push(`  ${text('结论', 'outcome')} ${assessment.outcome}`)
  for (const finding of assessment.findings) {
    lines.push(`  ${finding.rule} ${finding.verdict}  ${finding.evidence.map(({ reason }) => reason).join('；')}`)
    for (const { question, lookup } of finding.missing) lines.push(`    ${text('待查', 'ask')}：${question}（${lookup}）`)
    for (const { law, article, certainty } of finding.basis)
      lines.push(`    ${law} ${article}${certainty === 'to-check' ? text('（待核）', ' (to be checked)') : ''}`)
  }
  for (const { rule, reason } of assessment.cleared) lines.push(`  ${rule} ${reason}`)
  return lines.join('\n')
}
