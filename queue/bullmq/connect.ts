import { Redis, ReplyError } from 'ioredis'
import { ConfigError, UnavailableError } from '../../domain/index.ts'

const OLDEST = '6.2.0'

export interface Connected {
  redis: Redis
  /** Hears of jobs that other processes add. */
  subscriber: Redis
  /** Host and port for messages, without user and password. */
  place: string
}

/**
 * Connects and refuses a server that would lose jobs: without an append-only file, with a policy that evicts keys, a replica, or too old.
 * @throws UnavailableError in one line that says what to start or change
 * @throws ConfigError when the address cannot be read
 */
export async function connect(url: string): Promise<Connected> {
  const address = URL.parse(url)
  if (address === null || !/^rediss?:$/.test(address.protocol))
    throw new ConfigError(
      `ZHIXUN_REDIS_URL: expected redis://user:password@host:6379, got ${JSON.stringify(url.replace(/\/\/[^@]*@/, '//…@'))}`,
    )
  const place = `Redis at ${address.host}`
  const probe = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0, connectTimeout: 5_000 })
  let refusal: unknown
  probe.on('error', (error) => (refusal = error))
  try {
    await probe.connect()
    check(await probe.info(), place)
  } catch (error) {
    throw explain(refusal ?? error, place)
  } finally {
    probe.disconnect()
  }
  // BullMQ asks for null: a command that meets a restart of the server waits for it and is sent again.
  const redis = new Redis(url, { maxRetriesPerRequest: null, connectionName: 'zhixun' })
  const subscriber = redis.duplicate()
  for (const client of [redis, subscriber]) client.on('error', () => {})
  return { redis, subscriber, place }
}

/** @throws UnavailableError naming the first setting that would lose jobs */
export function check(info: string, place: string): void {
  const facts = new Map(info.split(/\r?\n/).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)] as const))
  const version = facts.get('redis_version') ?? '0'
  if (version.localeCompare(OLDEST, 'en', { numeric: true }) < 0)
    throw new UnavailableError(`${place}: it is version ${version}; start version ${OLDEST} or newer`)
  if (facts.get('role') === 'slave')
    throw new UnavailableError(`${place}: it is a replica and may only be read; name the primary in ZHIXUN_REDIS_URL`)
  if (facts.get('aof_enabled') !== '1') throw new UnavailableError(`${place}: a restart would lose jobs; start it with appendonly yes`)
  const policy = facts.get('maxmemory_policy')
  if (policy !== 'noeviction')
    throw new UnavailableError(`${place}: its maxmemory-policy is ${policy}, which throws jobs away; set maxmemory-policy noeviction`)
}

const ADVICE: readonly (readonly [pattern: RegExp, advice: string])[] = [
  [
    /^WRONGPASS|^NOAUTH|invalid password|without any password configured/i,
    'it refuses the user or the password; change them in ZHIXUN_REDIS_URL',
  ],
  [/^NOPERM/, 'the user may not do this; give it all commands on these keys'],
  [/^OOM/, 'its memory is full; raise maxmemory'],
  [/^READONLY/, 'it is a replica and may only be read; name the primary in ZHIXUN_REDIS_URL'],
  [/^MISCONF/, 'it cannot write to its disk and refuses writes; free some space and see its log'],
  [/^LOADING/, 'it is still reading its file; try again in a moment'],
]

/** One line that says what to start or change, for errors of the server or the way to it; anything else is handed back as it is. */
export function explain(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || error instanceof UnavailableError) return error
  const advice = ADVICE.find(([pattern]) => pattern.test(error.message))?.[1]
  if (advice !== undefined) return new UnavailableError(`${place}: ${advice} (${error.message})`, { cause: error })
  if (error instanceof ReplyError) return error
  const code = (error as NodeJS.ErrnoException).code
  if (/^(ECONN|ENOTFOUND|ETIMEDOUT|EHOST|EPIPE|EAI_)/.test(code ?? '') || /Connection is closed|ETIMEDOUT|max retries/i.test(error.message))
    return new UnavailableError(`${place}: it does not answer; start it or change ZHIXUN_REDIS_URL (${code ?? error.message})`, {
      cause: error,
    })
  return error
}
