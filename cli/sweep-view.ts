import type { SweepProgress } from '../crawlers/progress.ts'
import type { SweepResult } from '../crawlers/sweep.ts'
import { text } from './language.ts'
import { table } from './streams.ts'

/** One line of progress. */
export function progressText(progress: SweepProgress): string {
  const { pages, listings, findings, failed, pagesPerSecond, waiting, seconds, platform } = progress
  const walls = sum(progress.walls)
  return text(
    `巡查 ${platform ?? ''}  网页 ${pages}（${pagesPerSecond}/秒）  商品 ${listings}  线索 ${findings}  拦截 ${walls}  失败 ${failed}  待办 ${waiting}  ${Math.round(seconds)} 秒`,
    `sweep ${platform ?? ''}  pages ${pages} (${pagesPerSecond}/s)  listings ${listings}  findings ${findings}  walls ${walls}  failed ${failed}  to do ${waiting}  ${Math.round(seconds)} s`,
  )
}

/** The summary of interfaces: just these members, in this order. */
export function summaryOf({ queries, pages, listings, walls, failed, findings, seconds }: SweepResult) {
  return { queries, pages, listings, walls, failed, findings, seconds }
}

export function summaryText(result: SweepResult): string {
  const rows = [
    [
      text('巡查', 'sweep'),
      `${result.id} ${result.state === 'done' ? text('已完成', 'done') : text('已中断，可用 --resume 继续', 'interrupted; --resume goes on')}`,
    ],
    [text('查询', 'queries'), String(result.queries)],
    [text('网页', 'pages'), String(result.pages)],
    [text('商品', 'listings'), String(result.listings)],
    [text('线索', 'findings'), String(result.findings)],
    [
      text('拦截与空白', 'walls'),
      Object.entries(result.walls)
        .map(([kind, count]) => `${kind} ${count}`)
        .join('、') || '0',
    ],
    [text('失败', 'failed'), String(result.failed)],
    [text('未访问（robots、地址限制或限额）', 'refused by robots.txt, guard or cap'), String(result.refused)],
    [text('用时', 'seconds'), String(result.seconds)],
  ]
  return table(rows)
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0)
}
