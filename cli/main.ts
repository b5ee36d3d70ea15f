import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { projectRoot, ZhixunError } from '../domain/index.ts'
import { text } from './language.ts'
import { note } from './streams.ts'

/** Commands by name; each file is loaded when it is called, so that `--help` and small commands start fast. */
const COMMANDS: readonly { names: readonly string[]; load: () => Promise<{ default: () => Command }> }[] = [
  { names: ['demo'], load: () => import('./demo.ts') },
  { names: ['sweep'], load: () => import('./sweep.ts') },
  { names: ['serve'], load: () => import('./serve.ts') },
  { names: ['worker'], load: () => import('./worker.ts') },
  { names: ['assess'], load: () => import('./assess.ts') },
  { names: ['similarity'], load: () => import('./similarity.ts') },
  { names: ['match'], load: () => import('./match.ts') },
  { names: ['variants'], load: () => import('./variants.ts') },
  { names: ['patent'], load: () => import('./patent.ts') },
  { names: ['extract'], load: () => import('./extract.ts') },
  { names: ['platform'], load: () => import('./platform.ts') },
  { names: ['import'], load: () => import('./import.ts') },
  { names: ['export'], load: () => import('./export.ts') },
  { names: ['rules'], load: () => import('./rules.ts') },
  { names: ['evidence'], load: () => import('./evidence.ts') },
  { names: ['move'], load: () => import('./move.ts') },
  { names: ['bench'], load: () => import('./bench.ts') },
]

/** Commander's headings in the language of the rest. */
const HEADINGS: Readonly<Record<string, string>> = {
  'Usage:': text('用法：', 'Usage:'),
  'Arguments:': text('参数：', 'Arguments:'),
  'Options:': text('选项：', 'Options:'),
  'Commands:': text('命令：', 'Commands:'),
}

const { version } = JSON.parse(readFileSync(new URL('package.json', projectRoot), 'utf8')) as { version: string }

async function build(argv: readonly string[]): Promise<Command> {
  const program = new Command('zhixun')
    .description(
      text(
        '知巡：在网络平台和市场中发现涉嫌知识产权违法线索',
        'watches platforms and markets for suspected intellectual-property offences',
      ),
    )
    .version(version, '-V, --version', text('显示版本', 'show the version'))
    .helpOption('-h, --help', text('显示帮助', 'show this help'))
    .helpCommand(false)
  const called = argv.find((argument) => !argument.startsWith('-'))
  const wanted = COMMANDS.filter(({ names }) => called !== undefined && names.includes(called))
  for (const { load } of wanted.length > 0 ? wanted : COMMANDS) program.addCommand((await load()).default())
  const everyCommand = (command: Command): void => {
    command.exitOverride()
    command.configureHelp({ styleTitle: (title) => HEADINGS[title] ?? title })
    command.configureOutput({ outputError: (message, write) => write(`zhixun: ${message.replace(/^error: /, '').trim()}\n`) })
    for (const child of command.commands) everyCommand(child)
  }
  everyCommand(program)
  return program
}

/** @returns the exit code: 0 success, 1 the work failed, 2 the arguments or an input are wrong */
async function main(argv: readonly string[]): Promise<number> {
  const program = await build(argv)
  try {
    if (argv.length === 0) {
      program.outputHelp({ error: true })
      return 2
    }
    await program.parseAsync(argv, { from: 'user' })
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (error instanceof ZhixunError) {
      note(`zhixun: ${error.message}`)
      return error.exitCode
    }
    note(`zhixun: ${error instanceof Error ? error.message : String(error)}`)
    if (process.env['ZHIXUN_DEBUG'] && error instanceof Error) note(error.stack ?? '')
    return 1
  }
}

process.exitCode = await main(process.argv.slice(2))
