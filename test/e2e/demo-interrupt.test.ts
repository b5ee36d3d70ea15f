import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { openSystem } from '../../cli/compose.ts'
import { projectRoot } from '../../domain/index.ts'

it('Ctrl-C while a browser draws pages ends the demo in good order: the sweep is interrupted and no job is left held', async () => {
  const data = await mkdtemp(join(tmpdir(), 'demo-interrupt-'))
  const child = spawn(process.execPath, [fileURLToPath(new URL('bin/zhixun.mjs', projectRoot)), 'demo', '--port', '0', '--data', data], {
    env: { ...process.env, ZHIXUN_LANG: 'en' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  try {
    const ended = once(child, 'exit')
    let asked = false
    for await (const line of createInterface({ input: child.stderr })) {
      // Pages have come by then, and the browser is asked from the first moment on. A second Ctrl-C would mean "at once".
      if (asked || !/^sweeping .* pages [1-9]/.test(line)) continue
      asked = child.kill('SIGINT')
    }
    expect(await ended).toEqual([0, null])
    const system = await openSystem({ data: join(data, 'demo-1') })
    try {
      const [sweep] = await system.store.listSweeps({ limit: 1 })
      expect(sweep?.state).toBe('interrupted')
      expect(await system.queue.counts({ sweep: sweep?.id ?? '' })).toMatchObject({ active: 0 })
    } finally {
      await system.close()
    }
  } finally {
    child.kill('SIGKILL')
    await rm(data, { recursive: true })
  }
})
