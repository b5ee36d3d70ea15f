import { hostname } from 'node:os'
import { Option, type Command } from 'commander'
import { ConfigError } from '../domain/index.ts'
import { JOB_KINDS, type JobKind } from '../queue/port.ts'
import { Closing } from './closing.ts'
import { command, wholeNumber, type CommonOptions } from './command.ts'
import { openSystem } from './compose.ts'
import { interruptible } from './interrupt.ts'
import { text } from './language.ts'
import { assessorOf } from './worker-assessor.ts'
import { checkServers, workOnSweeps } from './worker-crew.ts'
import { openEndpoints } from './worker-endpoints.ts'
import { workerLog } from './worker-log.ts'
import { WorkerMetrics } from './worker-metrics.ts'

interface WorkerOptions extends CommonOptions {
  kinds: JobKind[]
  concurrency?: number
  metricsPort?: number
  metricsHost: string
}

export default function worker(): Command {
  return command('worker', '多机部署中的工作进程（Redis + MongoDB）', 'a worker of the scale-out mode (Redis + MongoDB)')
    .addOption(
      new Option('--kinds <KIND...>', text('只做这些种类的任务', 'only jobs of these kinds'))
        .choices([...JOB_KINDS])
        .default([...JOB_KINDS]),
    )
    .option('--concurrency <N>', text('同时发出的请求数', 'plain requests at the same time'), wholeNumber(1), 16)
    .option(
      '--metrics-port <N>',
      text('在此端口提供 /healthz、/readyz 和 /metrics', 'serves /healthz, /readyz and /metrics on this port'),
      wholeNumber(0),
    )
    .option('--metrics-host <ADDRESS>', text('上述端口的监听地址', 'address to listen on for that port'), '127.0.0.1')
    .action(async (options: WorkerOptions) => {
      if (!process.env['ZHIXUN_REDIS_URL'] || !process.env['ZHIXUN_MONGODB_URL'])
        throw new ConfigError(
          text(
            'worker 只用于多机部署：请设置 ZHIXUN_REDIS_URL 和 ZHIXUN_MONGODB_URL',
            'worker is for the scale-out mode: set ZHIXUN_REDIS_URL and ZHIXUN_MONGODB_URL',
          ),
        )
      const stop = interruptible()
      const closing = new Closing()
      try {
        const system = closing.add(await openSystem(options))
        const log = workerLog(`${hostname()}/${process.pid}`)
        const metrics = new WorkerMetrics(system.queue)
        if (options.metricsPort !== undefined) {
          const endpoints = await openEndpoints({
            host: options.metricsHost,
            port: options.metricsPort,
            metrics: metrics.registry,
            check: () => checkServers({ system }),
            isStopping: () => stop.signal.aborted,
          })
          closing.add(endpoints)
          log.info({ url: endpoints.url }, 'listening')
        }
        const assessor = assessorOf(system.store)
        await assessor()
        log.info({ kinds: options.kinds }, 'ready')
        await workOnSweeps({ system, assessor, kinds: options.kinds, concurrency: options.concurrency, metrics, log }, stop.signal)
        log.info('stopped')
      } finally {
        await closing.close()
        stop.done()
      }
    })
}
