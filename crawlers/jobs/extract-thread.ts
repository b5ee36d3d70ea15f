// Reads pages in a thread of its own; started by extract-threads.ts.
import { parentPort, workerData } from 'node:worker_threads'
import type { Platform } from '../platforms/schema.ts'
import { extractPage } from '../extract/index.ts'
import type { ThreadAnswer, ThreadTask } from './extract-threads.ts'

const platforms = new Map((workerData as { platforms: Platform[] }).platforms.map((platform) => [platform.id, platform]))

parentPort?.on('message', ({ id, platform, ...page }: ThreadTask) => {
  let answer: ThreadAnswer
  try {
    answer = { id, extraction: extractPage({ ...page, platform: platform === undefined ? undefined : platforms.get(platform) }) }
  } catch (error) {
    answer = { id, error: error instanceof Error ? error.message : String(error) }
  }
  parentPort?.postMessage(answer, [])
})
