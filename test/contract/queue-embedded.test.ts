import { describe } from 'vitest'
import { temporaryFolders } from './folders.ts'
import { hostRightsContract } from './host-rights.ts'
import { queueContract } from './queue.ts'
import { workerContract } from './worker.ts'

const folder = temporaryFolders()
const contract = { place: async () => ({ kind: 'embedded' as const, dataDir: await folder() }) }
describe('embedded', () => {
  queueContract(contract)
  workerContract(contract)
  hostRightsContract(contract)
})
