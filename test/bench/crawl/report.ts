/** What each way to crawl says of itself at the end. */
export interface CrawlReport {
  pages: number
  seconds: number
  pagesPerSecond: number
  peakRssMB: number
  cpuSeconds: number
}

export function crawlReport(pages: number, startedAt: number): CrawlReport {
  const seconds = (performance.now() - startedAt) / 1000
  const { user, system } = process.cpuUsage()
  return {
    pages,
    seconds: Math.round(seconds * 10) / 10,
    pagesPerSecond: Math.round(pages / seconds),
    peakRssMB: Math.round(process.resourceUsage().maxRSS / 1024),
    cpuSeconds: Math.round((user + system) / 1e5) / 10,
  }
}

export const printReport = (report: unknown): void => void process.stdout.write(`${JSON.stringify(report)}\n`)
