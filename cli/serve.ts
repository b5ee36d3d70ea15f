import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { parse } from 'yaml'
import { createServer } from '../dashboard/server/index.ts'
import { InputError, systemClock, toInstant } from '../domain/index.ts'
import { nextWindow, openWindow, readSchedules, writeSchedules } from '../queue/schedule.ts'
import type { Store } from '../store/port.ts'
import { Closing } from './closing.ts'
import { command, wholeNumber, type CommonOptions } from './command.ts'
import { openSystem } from './compose.ts'
import { interruptible } from './interrupt.ts'
import { text } from './language.ts'
import { NightlyClock } from '../queue/clock.ts'
import { note, print, printJson } from './streams.ts'
import { openOffice } from './services.ts'

interface ServeOptions extends CommonOptions {
  port: number
  host: string
  schedules?: string
}

export default function serve(): Command {
  return command('serve', '工作台、接口和定时巡查', 'dashboard, API and the clock of nightly sweeps and campaigns')
    .option('--port <N>', text('端口', 'port'), wholeNumber(0), 8080)
    .option(
      '--host <ADDRESS>',
      text('监听地址；0.0.0.0 供局域网内访问', 'address to listen on; 0.0.0.0 for the local network'),
      '127.0.0.1',
    )
    .option(
      '--schedules <FILE.yaml>',
      text('定时巡查安排；读入后保存，下次启动沿用', 'schedules of nightly sweeps; kept in the store from then on'),
    )
    .action(async (options: ServeOptions) => {
      const stop = interruptible()
      const closing = new Closing()
      const onError = (error: unknown, sweep: string): void => note(`zhixun: sweep ${sweep}: ${String(error)}`)
      try {
        const system = closing.add(await openSystem(options))
        if (options.schedules !== undefined) await readScheduleFile(system.store, options.schedules)
        const office = await openOffice({ system, onError })
        closing.add(office.sweeps)
        const server = closing.add(
          createServer(office.services, { host: options.host, onError: (error, path) => note(`zhixun: ${path}: ${String(error)}`) }),
        )
        const { url, firstSignIn } = await server.listen(options.port)
        if (options.json) await printJson({ url, firstSignIn })
        else {
          await print(text(`工作台：${url}`, `dashboard: ${url}`))
          if (firstSignIn)
            await print(
              text(
                `首次登录：用户 ${firstSignIn.name}，密码 ${firstSignIn.password}`,
                `first sign-in: user ${firstSignIn.name}, password ${firstSignIn.password}`,
              ),
            )
        }
        await announceSchedules(system.store)
        const clock = new NightlyClock({ store: system.store, queue: system.queue, sweeps: office.sweeps, onError })
        await clock.run(stop.signal)
      } finally {
        await closing.close()
        stop.done()
      }
    })
}

/** @throws InputError naming the file, and ConfigError naming the field that is wrong */
async function readScheduleFile(store: Store, file: string): Promise<void> {
  const source = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new InputError(`cannot be read: ${error.code ?? error.message}`, { file })
  })
  let value: unknown
  try {
    value = parse(source)
  } catch (error) {
    throw new InputError(`not YAML: ${(error as Error).message.split('\n')[0]}`, { file })
  }
  if (!Array.isArray(value)) throw new InputError('expected a list of schedules', { file })
  await writeSchedules(store, value as Parameters<typeof writeSchedules>[1])
}

async function announceSchedules(store: Store): Promise<void> {
  const schedules = (await readSchedules(store)).filter((schedule) => schedule.enabled)
  if (schedules.length === 0) {
    note(text('没有定时巡查；用 --schedules 设定', 'no nightly sweeps; --schedules sets them'))
    return
  }
  const now = systemClock.now()
  for (const schedule of schedules) {
    const window = openWindow(schedule, now) ?? nextWindow(schedule, now)
    const when = window ? toInstant(window.opens).slice(0, 16).replace('T', ' ') : '–'
    note(text(`定时巡查 ${schedule.id}：${when} 起，至 ${schedule.end}`, `nightly sweep ${schedule.id}: from ${when} to ${schedule.end}`))
  }
}
