import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { extractPage } from '../crawlers/extract/index.ts'
import { loadPlatform } from '../crawlers/platforms/load.ts'
import type { Platform } from '../crawlers/platforms/schema.ts'
import { ConfigError, InputError } from '../domain/index.ts'
import { command, platformFolderOf, type CommonOptions } from './command.ts'
import { text } from './language.ts'
import { print, printJson, readLines } from './streams.ts'

interface ExtractOptions extends CommonOptions {
  url?: string
  list?: string
  platform?: string
}

export default function extract(): Command {
  return command('extract', '读取保存的网页，输出页面类别和商品', 'read saved pages: their kind and the listings on them')
    .argument('[FILE]', text('保存的网页（任何字符集）', 'a saved page, in any charset'))
    .option('--url <URL>', text('网页的原地址', 'the address that the page came from'))
    .option('--list <FILE.tsv>', text('多个网页：每行 文件<TAB>地址', 'many pages: file<TAB>url a line'))
    .option('--platform <ID|FILE>', text('平台文件', 'a platform file'))
    .action(async (file: string | undefined, options: ExtractOptions) => {
      if ((file === undefined) === (options.list === undefined))
        throw new ConfigError(text('请给出一个网页文件或 --list，二者取一', 'give either one page or --list'))
      const platform = options.platform === undefined ? undefined : loadPlatform(options.platform, { folders: [platformFolderOf(options)] })
      if (file !== undefined) {
        if (options.url === undefined) throw new ConfigError(text('缺少 --url', '--url is missing'))
        await answer(file, options.url, platform, {})
        return
      }
      const list = options.list ?? '-'
      for await (const { number, text: line } of readLines(list)) {
        if (line.trim() === '') continue
        const [path, url] = line.split('\t')
        if (!path || !url) {
          await printError(new InputError('expected file<TAB>url', { file: list, line: number }))
          continue
        }
        try {
          await answer(path, url, platform, { file: list, line: number })
        } catch (error) {
          if (!(error instanceof InputError)) throw error
          await printError(error)
        }
      }
    })
}

async function answer(file: string, url: string, platform: Platform | undefined, place: { file?: string; line?: number }): Promise<void> {
  if (!URL.canParse(url)) throw new InputError(`expected an address, not ${JSON.stringify(url)}`, { file, ...place, field: 'url' })
  const body = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new InputError(`${file} cannot be read: ${error.code ?? error.message}`, place)
  })
  const { kind, why, listings, confidence, sources, itemUrls, nextUrl } = extractPage({
    body,
    headers: {},
    url,
    ...(platform ? { platform } : {}),
  })
  await printJson({ kind, why, listings, confidence, sources, itemUrls, nextUrl })
}

/** A page that cannot be read keeps its place in the output. */
function printError(error: InputError): Promise<void> {
  process.exitCode = 2
  return print(JSON.stringify({ error: { ...error.place, message: error.message } }))
}
