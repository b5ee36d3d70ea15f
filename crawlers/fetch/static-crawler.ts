import { BasicCrawler } from '@crawlee/basic'
import type { Job } from '../../queue/port.ts'
import { jobOf } from './lane-manager.ts'
import type { LaneManager } from './lane-manager.ts'
import { quietConfiguration, quietOptions } from './quiet.ts'

export interface LaneCrawlerOptions {
  manager: LaneManager
  /** Requests at the same time over all hosts; each host's own share is its pace. */
  concurrency: number
  /** Must end the job; what it throws ends the run. */
  visit: (job: Job) => Promise<void>
  /** Longest time of one visit, in seconds. */
  timeoutSecs: number
  /** Told of a visit that was cut off or could not be begun. */
  onCut: (job: Job, error: Error) => Promise<void>
}

/** Crawlee over our queue, for pages that are what the server sent. */
export class StaticCrawler extends BasicCrawler {
  constructor({ manager, concurrency, visit, timeoutSecs, onCut }: LaneCrawlerOptions) {
    super(
      {
        ...quietOptions,
        // Equal bounds: how many run at a time is decided by the hosts' pace, not by this machine's load.
        minConcurrency: concurrency,
        maxConcurrency: concurrency,
        requestHandlerTimeoutSecs: timeoutSecs,
        requestHandler: async ({ request }) => visit(jobOf(request)),
        failedRequestHandler: async ({ request }, error) => onCut(jobOf(request), error),
      },
      quietConfiguration(),
    )
    // Crawlee 3.18 takes a request manager, but its check of the options does not know the option yet.
    this.requestManager = manager
  }
}
