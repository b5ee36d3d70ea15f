import { resolve } from 'node:path'
import { Option, type Command } from 'commander'
import { ConfigError } from '../domain/index.ts'
import type { MovableStore } from '../store/archive.ts'
import { openMongodbStore } from '../store/mongodb/index.ts'
import { moveStore } from '../store/move.ts'
import { openSqliteStore } from '../store/sqlite/index.ts'
import { Closing } from './closing.ts'
import { command, type CommonOptions } from './command.ts'
import { interruptible } from './interrupt.ts'
import { text } from './language.ts'
import { print, printJson, progressLine } from './streams.ts'

interface MoveOptions extends CommonOptions {
  to: 'mongodb' | 'sqlite'
}

export default function move(): Command {
  return command('move', '把全部数据搬到另一种存储，逐项核对，可中断后继续', 'carry the store over, verified, resumable')
    .addOption(new Option('--to <STORE>', text('目标', 'where to')).choices(['mongodb', 'sqlite']).makeOptionMandatory())
    .action(async (options: MoveOptions) => {
      const url = process.env['ZHIXUN_MONGODB_URL']
      if (url === undefined) throw new ConfigError(text('请设置 ZHIXUN_MONGODB_URL', 'set ZHIXUN_MONGODB_URL to the MongoDB server'))
      const closing = new Closing()
      const stop = interruptible()
      const progress = progressLine()
      try {
        const folder = resolve(options.data)
        const sqlite: MovableStore = closing.add(await openSqliteStore({ dataDir: folder }))
        const mongodb: MovableStore = closing.add(await openMongodbStore({ url }))
        const [from, to, source] = options.to === 'mongodb' ? [sqlite, mongodb, folder] : [mongodb, sqlite, withoutPassword(url)]
        const report = await moveStore({
          from,
          to,
          source,
          signal: stop.signal,
          onProgress: (shelf, records) => progress.show(`${shelf} ${records}`),
        })
        progress.end()
        if (options.json) await printJson(report)
        else {
          for (const [shelf, { records, hash }] of Object.entries(report.shelves)) await print(`${shelf}\t${records}\t${hash}`)
          await print(text(`核对一致；日志 ${report.audit.entries} 条`, `both sides agree; ${report.audit.entries} audit entries`))
        }
      } finally {
        await closing.close()
        stop.done()
      }
    })
}

function withoutPassword(address: string): string {
  const url = new URL(address)
  url.password = ''
  return url.href
}
