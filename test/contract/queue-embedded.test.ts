import { describe } from 'vitest'
import { temporaryFolders } from './folders.ts'
import { queueContract } from './queue.ts'

const folder = temporaryFolders()
describe('embedded', () => {
  queueContract({ place: async () => ({ kind: 'embedded', dataDir: await folder() }) })
})
