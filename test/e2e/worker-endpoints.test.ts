import { Registry } from 'prom-client'
import { afterEach, describe, expect, it } from 'vitest'
import { openEndpoints } from '../../cli/worker-endpoints.ts'
import type { EndpointsOptions } from '../../cli/worker-endpoints.ts'
import { WorkerMetrics } from '../../cli/worker-metrics.ts'
import { UnavailableError } from '../../domain/index.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function open(more: Partial<EndpointsOptions> = {}): Promise<string> {
  const { url, close } = await openEndpoints({
    host: '127.0.0.1',
    port: 0,
    metrics: new Registry(),
    check: async () => {},
    isStopping: () => false,
    ...more,
  })
  closers.push(close)
  return url
}

const ask = async (url: string): Promise<[number, string]> => {
  const answer = await fetch(url)
  return [answer.status, await answer.text()]
}

describe('the endpoints of a worker', () => {
  it('are healthy and not ready while a server is away, and say which', async () => {
    const away = new UnavailableError('Redis at 127.0.0.1:9: it does not answer; start it or change ZHIXUN_REDIS_URL')
    const url = await open({ check: () => Promise.reject(away) })
    expect(await ask(`${url}/healthz`)).toEqual([200, 'ok\n'])
    expect(await ask(`${url}/readyz`)).toEqual([503, `${away.message}\n`])
  })

  it('are not ready while the worker stops, whatever the servers say', async () => {
    const url = await open({ isStopping: () => true })
    expect(await ask(`${url}/readyz`)).toEqual([503, 'stopping\n'])
  })

  it('say what is wrong where the port is taken', async () => {
    const port = Number(new URL(await open()).port)
    await expect(open({ port })).rejects.toThrow(new UnavailableError(`--metrics-port ${port}: the port is taken`))
  })

  it('count walls apart from other pages, and the queue by kind and state', async () => {
    const none = { waiting: 0, delayed: 0, active: 0, completed: 0, failed: 0 }
    const metrics = new WorkerMetrics({ counts: async ({ kind } = {}) => (kind === 'page' ? { ...none, waiting: 7, delayed: 2 } : none) })
    const job = { kind: 'page', key: 'p-1', sweep: 'night', platform: 'shi', payload: {}, attempt: 1, lease: 'x' } as const
    const page = (key: string, kind: 'captcha' | 'product') => ({
      key,
      kind,
      sweep: 'night',
      platform: 'shi',
      url: 'http://x.test/',
      finalUrl: 'http://x.test/',
      status: 200,
      headers: {},
      why: '',
      listings: 0,
      attempts: 1,
      fetchedAt: '2026-03-02T00:00:00+08:00',
    })
    metrics.visited(job, { does: 'end', outcome: { job, writes: { pages: [page('a', 'captcha')] } } })
    metrics.visited(job, { does: 'end', outcome: { job, writes: { pages: [page('b', 'product')] } } })
    metrics.visited(job, { does: 'retry', afterMs: 1, reason: 'busy' })
    const [status, text] = await ask(`${await open({ metrics: metrics.registry })}/metrics`)
    expect(status).toBe(200)
    const lines = text.split('\n').filter((line) => /^zhixun_(pages|walls|jobs)_total|^zhixun_queue_jobs\{kind="page"/.test(line))
    expect(lines.sort()).toEqual([
      'zhixun_jobs_total{kind="page",ended="completed"} 2',
      'zhixun_jobs_total{kind="page",ended="retried"} 1',
      'zhixun_pages_total{platform="shi",kind="captcha"} 1',
      'zhixun_pages_total{platform="shi",kind="product"} 1',
      'zhixun_queue_jobs{kind="page",state="active"} 0',
      'zhixun_queue_jobs{kind="page",state="delayed"} 2',
      'zhixun_queue_jobs{kind="page",state="failed"} 0',
      'zhixun_queue_jobs{kind="page",state="waiting"} 7',
      'zhixun_walls_total{platform="shi",kind="captcha"} 1',
    ])
  })
})
