import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

it('reads pages in threads as it does in place, in whatever order they end', async () => {
  const args = ['--import', join(root, 'test/typescript-loader.mjs'), join(root, 'test/e2e/extract-threads-child.ts')]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root })
  expect(JSON.parse(stdout)).toEqual({ same: 50, threaded: true, titles: ['五常大米 0', '五常大米 1'] })
})
