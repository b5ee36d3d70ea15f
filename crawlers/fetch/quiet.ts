import { Configuration, EventManager, Log, LogLevel } from '@crawlee/basic'

/** Crawlee polls processor and memory each second through this; our concurrency is the hosts' pace, so there is nothing to poll for. */
class StillEventManager extends EventManager {
  override async init(): Promise<void> {
    this.initialized = true
  }

  override async close(): Promise<void> {
    this.initialized = false
  }
}

/** Crawlee without a state, a log or statistics of its own: what is worth keeping lies in our store. */
export function quietConfiguration(): Configuration {
  const config = new Configuration({ persistStorage: false, purgeOnStart: false })
  config.useEventManager(new StillEventManager(config))
  return config
}

export const quietOptions = {
  useSessionPool: false,
  /** Retries are the queue's, so that they outlive the process. */
  maxRequestRetries: 0,
  log: new Log({ level: LogLevel.OFF }),
  statisticsOptions: { persistenceOptions: { enable: false }, logIntervalSecs: 86_400 },
  statusMessageLoggingInterval: 86_400,
} as const
