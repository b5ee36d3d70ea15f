#!/usr/bin/env node
// Prints the sizing table of docs/deploy.md from what was measured and what is assumed; change the numbers to your own.
/** Measured with the sources of this project; how is said in docs/deploy.md. */
export const MEASURED = {
  storedBytesPerNewPage: 15_100,
  redisBytesPerJob: 1_450,
  /** End to end with assessment, one worker on one core: read it from `zhixun bench`. */
  pagesPerSecondPerWorker: Number(process.argv[2] ?? 50),
}
export const ASSUMED = {
  nightHours: 8,
  /** Result pages on top of one page a listing. */
  resultPagesPerListing: 0.05,
  /** Jobs in Redis at a time, as a part of a night's: ended ones stay until the sweep is done. */
  jobsPerPage: 1.1,
  /** Listings whose page differs from last night's; an unchanged body is stored once. */
  changedPerNight: 0.1,
  pagesPerSecondPerHost: 2,
}

const round = (n) => (n >= 10 ? Math.round(n).toLocaleString('en') : n.toFixed(1))

export function sizing(listings, measured = MEASURED, assumed = ASSUMED) {
  const pages = listings * (1 + assumed.resultPagesPerListing)
  const rate = pages / (assumed.nightHours * 3600)
  return {
    listings,
    pagesPerSecond: rate,
    hosts: Math.ceil(rate / assumed.pagesPerSecondPerHost),
    workers: Math.ceil(rate / measured.pagesPerSecondPerWorker),
    redisGigabytes: (pages * assumed.jobsPerPage * measured.redisBytesPerJob) / 1e9,
    firstNightGigabytes: (pages * measured.storedBytesPerNewPage) / 1e9,
    yearGigabytes: (pages * measured.storedBytesPerNewPage * (1 + 364 * assumed.changedPerNight)) / 1e9,
  }
}

if (import.meta.filename === process.argv[1]) {
  console.log(
    '| listings a night | pages/s | hosts asked at once | workers | Redis memory, GB | store after the first night, GB | after a year, GB |',
  )
  console.log('| --- | --- | --- | --- | --- | --- | --- |')
  for (const listings of [500_000, 5_000_000, 50_000_000]) {
    const row = sizing(listings)
    console.log(
      `| ${Object.values(row)
        .map((n) => (Number.isInteger(n) ? n.toLocaleString('en') : round(n)))
        .join(' | ')} |`,
    )
  }
}
