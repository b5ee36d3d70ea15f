import { parentPort, workerData } from 'node:worker_threads'
import type { Day, Registry } from '../domain/index.ts'
import { assessLines } from './assess-lines.ts'
import { assessorFor } from './assessor.ts'
import type { SourceLine } from './streams.ts'

/** What the thread is given at its start. */
export interface AssessWorkerData {
  registry: Registry
  file: string
  asOf: Day | undefined
}

const { registry, file, asOf } = workerData as AssessWorkerData
const assessor = assessorFor(registry)
parentPort?.on('message', (lines: SourceLine[]) => parentPort?.postMessage(assessLines(assessor, lines, file, asOf)))
