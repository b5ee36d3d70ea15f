// Lets plain Node run the TypeScript sources in a process of their own, which a test can kill: node --import ./test/typescript-loader.mjs FILE.ts
import { readFile } from 'node:fs/promises'
import { register } from 'node:module'
import { fileURLToPath } from 'node:url'
import { isMainThread } from 'node:worker_threads'

if (isMainThread) register(import.meta.url)

export async function load(url, context, nextLoad) {
  if (!url.endsWith('.ts') || url.includes('/node_modules/')) return nextLoad(url, context)
  const { transformWithOxc } = await import('vite')
  const file = fileURLToPath(url)
  const { code } = await transformWithOxc(await readFile(file, 'utf8'), file, { sourcemap: false })
  return { format: 'module', source: code, shortCircuit: true }
}
