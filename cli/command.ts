import { join, resolve } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { text } from './language.ts'

/** What every command takes. */
export interface CommonOptions {
  json: boolean
  data: string
}

/** Where an office keeps its own platform files. */
export const platformFolderOf = ({ data }: Pick<CommonOptions, 'data'>): string => join(resolve(data), 'platforms')

/** A command with the options that all have. */
export function command(name: string, zh: string, en: string): Command {
  return new Command(name)
    .description(text(zh, en))
    .addOption(new Option('--json', text('每行输出一个 JSON 值', 'machine output, one JSON value a line')).default(false))
    .addOption(new Option('--data <DIR>', text('数据文件夹', 'data folder of the embedded store')).env('ZHIXUN_DATA').default('./data'))
    .helpOption('-h, --help', text('显示帮助', 'show this help'))
    .allowExcessArguments(false)
    .showHelpAfterError(false)
}

/** Parses an option that must be a whole number of at least `least`. */
export function wholeNumber(least: number): (value: string) => number {
  return (value) => {
    const number = Number(value)
    if (!/^\d+$/.test(value) || number < least)
      throw new InvalidArgumentError(text(`应为不小于 ${least} 的整数`, `expected a whole number of at least ${least}`))
    return number
  }
}

function isDay(value: string): boolean {
  const date = new Date(`${value}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === value
}

/** Parses an option that must be a calendar day. */
export function day(value: string): string {
  if (!isDay(value)) throw new InvalidArgumentError(text('应为 YYYY-MM-DD', 'expected YYYY-MM-DD'))
  return value
}

/** Parses an option that must be a month or a calendar day, as labels name their production. */
export function monthOrDay(value: string): string {
  if (!isDay(value) && !isDay(`${value}-01`))
    throw new InvalidArgumentError(text('应为 YYYY-MM 或 YYYY-MM-DD', 'expected YYYY-MM or YYYY-MM-DD'))
  return value
}
