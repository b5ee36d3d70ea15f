import { mkdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { parsePlatform, shippedPlatforms } from '../crawlers/platforms/load.ts'
import type { Platform } from '../crawlers/platforms/schema.ts'
import { createServer } from '../dashboard/server/index.ts'
import { groundTruth, MARKET_TODAY, PLATFORMS, startMarket, writeRegistry, type PlatformId, type RunningMarket } from '../demo/index.ts'
import { systemClock, type Clock } from '../domain/index.ts'
import { Closing } from './closing.ts'
import { command, wholeNumber, type CommonOptions } from './command.ts'
import { openSystem, type System } from './compose.ts'
import { aborted, interruptible } from './interrupt.ts'
import { text } from './language.ts'
import { scoreMarket } from './market-score.ts'
import { openOffice, type Office } from './services.ts'
import { clip, note, print, printJson, progressLine, table } from './streams.ts'

interface DemoOptions extends CommonOptions {
  port: number
  seed: number
  once?: boolean
  score?: boolean
}

export default function demo(): Command {
  return command('demo', '用自带的样例市场演示整个系统', 'the whole system on the bundled sample market')
    .option('--port <N>', text('工作台端口', 'port of the dashboard'), wholeNumber(0), 8080)
    .option('--seed <N>', text('样例市场的种子', 'seed of the sample market'), wholeNumber(0), 1)
    .option('--once', text('打印线索表后结束', 'end after the table'))
    .option('--score', text('与样例市场的真实情况比较', "compare with the market's ground truth"))
    .action(run)
}

/** The market has a day of its own; seen from it, the registers are fresh and the season is right whenever the demo is run. */
function marketClock(): Clock {
  const offset = Date.parse(`${MARKET_TODAY}T09:00:00+08:00`) - systemClock.now().getTime()
  return { now: () => new Date(systemClock.now().getTime() + offset) }
}

async function run(options: DemoOptions): Promise<void> {
  const stop = interruptible()
  const closing = new Closing()
  try {
    const folder = join(resolve(options.data), `demo-${options.seed}`)
    const registry = join(folder, 'registry')
    await mkdir(registry, { recursive: true })
    writeRegistry(registry)
    note(text('正在启动样例市场……', 'starting the sample market …'))
    const market = closing.add(await startMarket({ seed: options.seed }))
    const system = closing.add(await openSystem({ data: folder }))
    const office = await openOffice({
      system,
      platforms: await Promise.all(PLATFORMS.map((id) => platformOn(id, market))),
      registry,
      clock: marketClock(),
      onError: (error, sweep) => note(`zhixun: sweep ${sweep}: ${error instanceof Error ? error.message : String(error)}`),
    })
    closing.add(office.sweeps)
    const server = closing.add(
      createServer(office.services, {
        firstUserMustChangePassword: false,
        onError: (error, path) => note(`zhixun: ${path}: ${String(error)}`),
      }),
    )
    if (!options.once) await announce(server, office, options)
    await sweepMarket(office, stop.signal)
    await printFindings(system, options)
    if (options.score) await printScore(system, options)
    if (options.once || stop.signal.aborted) return
    note(text('巡查完成。按 Ctrl-C 结束。', 'The sweep is done. Ctrl-C ends the demo.'))
    await aborted(stop.signal)
  } finally {
    await closing.close()
    stop.done()
  }
}

/** The platform file as shipped, with the address that the market was given this time. */
async function platformOn(id: PlatformId, market: RunningMarket): Promise<Platform> {
  const file = join(shippedPlatforms, `${id}.yaml`)
  const source = await readFile(file, 'utf8')
  const host = new URL(market.origins[id]).host
  return parsePlatform(source.replaceAll(/127\.0\.0\.1:\d+/g, host), file)
}

async function announce(server: ReturnType<typeof createServer>, office: Office, options: DemoOptions): Promise<void> {
  const { url, firstSignIn } = await server.listen(options.port)
  const signIn = firstSignIn ?? (await office.renewSignIn())
  if (options.json) await printJson({ url, signIn })
  else
    await print(
      text(
        `工作台：${url}\n登录：用户 ${signIn.name}，密码 ${signIn.password}`,
        `dashboard: ${url}\nsign-in: user ${signIn.name}, password ${signIn.password}`,
      ),
    )
}

async function sweepMarket(office: Office, signal: AbortSignal): Promise<void> {
  const progress = progressLine()
  const unsubscribe = office.sweeps.subscribe(({ figures, jobs }) =>
    progress.show(
      text(
        `巡查样例市场  网页 ${figures.pages}  商品 ${figures.listings}  线索 ${figures.findings}  待办 ${jobs.open}  ${Math.round(figures.seconds)} 秒`,
        `sweeping the sample market  pages ${figures.pages}  listings ${figures.listings}  findings ${figures.findings}  to do ${jobs.open}  ${Math.round(figures.seconds)} s`,
      ),
    ),
  )
  const sweep = await office.sweeps.start({ platforms: [], by: 'zhixun demo' })
  const onAbort = (): void => void office.sweeps.stop(sweep.id)
  signal.addEventListener('abort', onAbort, { once: true })
  const ended = await office.sweeps.ended(sweep.id)
  signal.removeEventListener('abort', onAbort)
  unsubscribe()
  progress.end()
  const figures = ended?.summary
  if (figures)
    note(
      text(
        `巡查用时 ${figures.seconds} 秒：网页 ${figures.pages}，商品 ${figures.listings}，线索 ${figures.findings}，拦截与空白 ${sum(figures.walls)}，失败 ${figures.failed}`,
        `swept in ${figures.seconds} s: ${figures.pages} pages, ${figures.listings} listings, ${figures.findings} findings, ${sum(figures.walls)} walls and blanks, ${figures.failed} failed`,
      ),
    )
}

const sum = (counts: object): number => Object.values(counts).reduce((total: number, count) => total + Number(count), 0)

async function printFindings({ store }: System, options: DemoOptions): Promise<void> {
  const shown = 20
  const { rows } = await store.listFindings({ state: 'all' }, { limit: shown })
  const listings = new Map(
    (await store.getListings(rows.map(({ listingKey }) => listingKey))).map((stored) => [stored.key, stored.listing]),
  )
  if (options.json) {
    for (const finding of rows) await printJson({ finding, title: listings.get(finding.listingKey)?.title })
    return
  }
  const lines = rows.map((finding) => [
    finding.priority.toFixed(0),
    likely(finding.probability),
    finding.rule,
    finding.verdict,
    clip(finding.subject, 20),
    clip(listings.get(finding.listingKey)?.title ?? '', 56),
  ])
  await print(table([text('优先级 可能性 规则 结论 标的 标题', 'urgent likely rule verdict subject title').split(' '), ...lines]))
  const total = await store.countFindings({ state: 'all' })
  if (total > shown) note(text(`共 ${total} 条线索，以上为前 ${shown} 条`, `${total} findings; these are the first ${shown}`))
}

/** A probability never is 1, and must not look like it. */
const likely = (probability: number): string => (probability >= 0.995 ? '>0.99' : probability.toFixed(2))

async function printScore({ store }: System, options: DemoOptions): Promise<void> {
  const { score, details } = await scoreMarket(store, groundTruth(options.seed))
  await printJson(score)
  if (process.env['ZHIXUN_DEBUG']) note(JSON.stringify(details, undefined, 1))
}
