import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import type { PageInput } from '../crawlers/extract/index.ts'
import { Guest } from '../crawlers/fetch/guest.ts'
import { RobotsGate } from '../crawlers/fetch/robots-gate.ts'
import { draftPlatform } from '../crawlers/platforms/draft.ts'
import { loadPlatform } from '../crawlers/platforms/load.ts'
import { testPlatform, type SavedPage } from '../crawlers/platforms/test-file.ts'
import { ConfigError, InputError, RefusedError, systemClock, ZhixunError } from '../domain/index.ts'
import { command, platformFolderOf, type CommonOptions } from './command.ts'
import { text } from './language.ts'
import { note, print, printJson, readLines, table } from './streams.ts'

export default function platform(): Command {
  const parent = new Command('platform').description(text('平台文件：起草与测试', 'platform files: draft and test them'))
  parent.helpCommand(false).helpOption('-h, --help', text('显示帮助', 'show this help'))
  parent.addCommand(
    command(
      'new',
      '从网页起草平台文件：给出一个结果页，最好再给一个商品页',
      'draft a platform file from a result page, better with a product page too',
    )
      .argument('<URL...>', text('网页地址', 'addresses of pages'))
      .option('--id <ID>', text('平台编号；不写则取自主机名', 'id of the platform; made from the host without it'))
      .option(
        '--saved <FILE...>',
        text('已保存的网页，与地址一一对应；给出则不联网', 'saved pages, one for each address, instead of asking for them'),
      )
      .option('--allow-address <HOST:PORT...>', text('允许访问的内网或本机地址', 'private or loopback addresses that may be asked'))
      .action(draft),
  )
  parent.addCommand(
    command('test', '用保存的网页测试平台文件，逐个字段报告', 'try a platform file on saved pages, field by field')
      .argument('<FILE>', text('平台文件或编号', 'platform file or id'))
      .requiredOption('--list <FILE.tsv>', text('保存的网页：每行 文件<TAB>地址', 'saved pages: file<TAB>url a line'))
      .action(test),
  )
  return parent
}

interface DraftOptions extends CommonOptions {
  id?: string
  saved?: string[]
  allowAddress?: string[]
}

async function draft(urls: string[], options: DraftOptions): Promise<void> {
  for (const url of urls) if (!URL.canParse(url)) throw new ConfigError(text(`不是网址：${url}`, `not an address: ${url}`))
  if (options.saved && options.saved.length !== urls.length)
    throw new ConfigError(text('--saved 的文件数须与地址数相同', 'give as many files to --saved as addresses'))
  const pages = options.saved
    ? await Promise.all(options.saved.map((file, i) => savedPage(file, urls[i] ?? '')))
    : await askedPages(urls, options)
  const id = options.id ?? new URL(urls[0] ?? '').hostname.replace(/^www\./, '').replaceAll(/[^a-z0-9]+/g, '-')
  const { yaml, notes } = draftPlatform(id, pages)
  for (const remark of notes) note(text(`请留意：${remark}`, `to see to: ${remark}`))
  if (options.json) await printJson({ yaml, notes })
  else process.stdout.write(yaml)
}

/** Asks as a sweep does: under the guard, within limits, as robots.txt allows, one after the other. */
async function askedPages(urls: readonly string[], options: DraftOptions): Promise<PageInput[]> {
  const contact = process.env['ZHIXUN_CONTACT']
  const guest = new Guest({ ...(contact === undefined ? {} : { contact }), allowAddresses: options.allowAddress ?? [], clock: systemClock })
  const robots = new RobotsGate(systemClock)
  const allowed = async (url: URL): Promise<void> => {
    const { verdict, why } = await robots.judge(url, guest)
    if (verdict !== 'allowed') throw new RefusedError(why)
  }
  try {
    const pages: PageInput[] = []
    for (const url of urls) {
      guest.check(new URL(url))
      await allowed(new URL(url))
      const { body, headers, finalUrl, status } = await guest.get(url, { onRedirect: allowed })
      if (status >= 400) throw new ZhixunError(`${url}: ${text('服务器答复', 'the server answered')} ${status}`)
      pages.push({ body, headers, url: finalUrl })
    }
    return pages
  } finally {
    await guest.close()
  }
}

async function savedPage(file: string, url: string): Promise<SavedPage> {
  const body = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new InputError(`cannot be read: ${error.code ?? error.message}`, { file })
  })
  return { name: file, body, headers: {}, url }
}

async function test(file: string, options: CommonOptions & { list: string }): Promise<void> {
  const tried = loadPlatform(file, { folders: [platformFolderOf(options)] })
  const pages: SavedPage[] = []
  for await (const { number, text: line } of readLines(options.list)) {
    if (line.trim() === '') continue
    const [path, url] = line.split('\t')
    if (!path || !url || !URL.canParse(url)) throw new InputError('expected file<TAB>url', { file: options.list, line: number })
    pages.push(await savedPage(path, url))
  }
  const report = testPlatform(tried, pages)
  if (options.json) await printJson(report)
  else {
    await print(table(report.pages.map(({ name, kind, listings }) => [name, kind, text(`${listings} 件商品`, `${listings} listings`)])))
    const rows = report.fields.map((field) => [
      `${field.section}.${field.field}`,
      `${field.bySelector}/${field.listings}`,
      field.otherwise > 0 ? text(`另有 ${field.otherwise} 来自别处`, `${field.otherwise} from elsewhere`) : '',
      field.example ?? '',
    ])
    if (rows.length > 0) await print(table(rows))
    for (const complaint of report.complaints) await print(complaint)
  }
  if (report.complaints.length > 0) throw new ZhixunError(text('平台文件有需要处理之处', 'the platform file needs a look'))
}
