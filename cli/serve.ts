import type { Command } from 'commander'
import { createServer } from '../dashboard/server/index.ts'
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
}

export default function serve(): Command {
  return command('serve', '工作台、接口和定时巡查', 'dashboard, API and the clock of nightly sweeps and campaigns')
    .option('--port <N>', text('端口', 'port'), wholeNumber(0), 8080)
    .option(
      '--host <ADDRESS>',
      text('监听地址；0.0.0.0 供局域网内访问', 'address to listen on; 0.0.0.0 for the local network'),
      '127.0.0.1',
    )
    .action(async (options: ServeOptions) => {
      const stop = interruptible()
      const closing = new Closing()
      const onError = (error: unknown, sweep: string): void => note(`zhixun: sweep ${sweep}: ${String(error)}`)
      try {
        const system = closing.add(await openSystem(options))
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
                `首次登录：用户 ${firstSignIn.name}，口令 ${firstSignIn.password}`,
                `first sign-in: user ${firstSignIn.name}, password ${firstSignIn.password}`,
              ),
            )
        }
        const clock = new NightlyClock({ store: system.store, queue: system.queue, sweeps: office.sweeps, onError })
        await clock.run(stop.signal)
      } finally {
        await closing.close()
        stop.done()
      }
    })
}
