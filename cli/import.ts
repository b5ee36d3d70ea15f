import { basename } from 'node:path'
import { Argument, type Command } from 'commander'
import { ConfigError, isWall, systemClock, TABLE_NAMES, toInstant, type TableName } from '../domain/index.ts'
import { decodeTable, parseTable } from '../rules/registry/index.ts'
import { assessorFor, registryInUse } from './assessor.ts'
import { command, type CommonOptions } from './command.ts'
import { openSystem } from './compose.ts'
import { importListings, type ImportResult } from './import-listings.ts'
import { printPreview } from './import-preview.ts'
import { bytesOf, planFile, readSource, SOURCE_KINDS, type SourceKind, type SourceOptions } from './import-sources.ts'
import { text } from './language.ts'
import { note, print, printJson } from './streams.ts'

const KINDS = [...TABLE_NAMES, ...SOURCE_KINDS] as const

interface ImportOptions extends CommonOptions, SourceOptions {
  partial?: boolean
  preview?: boolean
}

export default function importCommand(): Command {
  return command(
    'import',
    '导入名录表（CSV），或商品、检查记录等（导入后即评估）',
    'bring in a registry table (CSV), or listings, inspections and the like (assessed at once)',
  )
    .addArgument(
      new Argument(
        '<KIND>',
        text(
          '名录表名；listings：商品（JSON Lines）；inspections：检查记录或投诉导出（csv、xlsx，也收照片和保存的网页）；pages：保存的网页（HTML、MHTML、WARC）；transcripts：聊天或直播记录（txt、srt、vtt、jsonl）；photos：照片（拍摄时间、地点，文字识别须先安装）',
          'a registry table; listings: JSON Lines; inspections: stall inspections or complaint exports (csv, xlsx; photos and saved pages too); pages: saved pages (HTML, MHTML, WARC); transcripts: chats or live streams (txt, srt, vtt, jsonl); photos: with time and place; OCR where it is installed',
        ),
      ).choices(KINDS),
    )
    .argument(
      '<FILE>',
      text(
        '文件；inspections、pages、transcripts、photos 也可以是文件夹',
        'the file; for inspections, pages, transcripts and photos a folder will do too',
      ),
    )
    .option('--partial', text('此表不完整：表中没有的不等于不存在', 'the table is not the complete register: what it lacks may exist'))
    .option('--preview', text('只显示各列用作什么，不写入（inspections）', 'only show what each column is taken for (inspections)'))
    .option(
      '--columns <字段=列名,…>',
      text('指定列，如 标题=品名,价格=单价；价格=- 表示不用（inspections）', 'name columns, such as 标题=品名,价格=-  (inspections)'),
    )
    .action(async (kind: (typeof KINDS)[number], file: string, options: ImportOptions) => {
      if (kind !== 'inspections' && (options.preview || options.columns !== undefined))
        throw new ConfigError(text('--preview 和 --columns 只用于 inspections', '--preview and --columns belong to inspections'))
      if (isSource(kind)) await goods(kind, file, options)
      else await table(kind, file, options)
    })
}

function isSource(kind: (typeof KINDS)[number]): kind is SourceKind {
  return (SOURCE_KINDS as readonly string[]).includes(kind)
}

async function table(name: TableName, file: string, options: ImportOptions): Promise<void> {
  const parsed = parseTable(name, decodeTable(await bytesOf(file), file), { source: file, complete: options.partial !== true })
  const system = await openSystem(options)
  try {
    await system.store.putTable(parsed)
    await system.store.audit({
      key: `import/${name}/${parsed.asOf}/${toInstant(systemClock.now())}`,
      at: toInstant(systemClock.now()),
      actor: 'zhixun import',
      action: 'registry.imported',
      subject: name,
      details: { rows: parsed.rows.length, asOf: parsed.asOf, complete: parsed.complete },
    })
  } finally {
    await system.close()
  }
  const result = { table: name, rows: parsed.rows.length, asOf: parsed.asOf, complete: parsed.complete }
  if (options.json) await printJson(result)
  else await print(text(`已导入 ${name}：${result.rows} 行，数据日期 ${result.asOf}`, `${name}: ${result.rows} rows as of ${result.asOf}`))
}

/** Faults whose words are kept in the log of what was done; beyond them they are only counted. */
const FAULTS_KEPT = 200

async function goods(kind: SourceKind, file: string, options: ImportOptions): Promise<void> {
  if (options.preview) {
    await printPreview(await planFile(file, options), options.json)
    return
  }
  const system = await openSystem(options)
  try {
    const { store } = system
    const faults: { message: string; kept?: string }[] = []
    const items = async function* () {
      for await (const item of readSource(kind, file, options)) {
        if ('error' in item) {
          const { error, kept } = item
          note(error.message)
          if (faults.length < FAULTS_KEPT)
            faults.push({ message: error.message, ...(kept === undefined ? {} : { kept: kept.slice(0, 500) }) })
        }
        // A wall is no goods: it is told, so that nobody takes the page for read.
        if ('page' in item && isWall(item.page)) note(`${item.place}: ${item.page}: ${item.why}`)
        yield item
      }
    }
    const assessor = assessorFor(await registryInUse({ store }))
    const result = await importListings({ store, assessor, clock: systemClock }, items())
    const at = toInstant(systemClock.now())
    await store.audit({
      key: `import/${kind}/${basename(file)}/${at}`,
      at,
      actor: 'zhixun import',
      action: 'listings.imported',
      subject: basename(file),
      details: { kind, ...result, faults },
    })
    if (options.json) await printJson(kind === 'listings' ? result : { kind, ...result, faults: faults.map(({ message }) => message) })
    else await print(inWords(result))
    if (result.errors > 0) process.exitCode = 2
  } finally {
    await system.close()
  }
}

function inWords({ listings, findings, errors, pages, walls }: ImportResult): string {
  const walled = Object.values(walls ?? {}).reduce((sum, count) => sum + count, 0)
  const read =
    pages === undefined ? '' : text(`网页 ${pages} 个，其中登录、验证等 ${walled} 个；`, `${pages} pages, ${walled} of them walls; `)
  return text(
    `${read}已导入 ${listings} 件商品，线索 ${findings} 条，错误 ${errors} 处`,
    `${read}${listings} listings, ${findings} findings, ${errors} errors`,
  )
}
