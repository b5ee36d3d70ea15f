import { openStore } from '../adapters.ts'
import type { StorePlace } from '../adapters.ts'
import { assessmentWrite, findingWrite, listingWrite, minute, sampleBody, samplePage } from '../samples.ts'
import { print, settings } from './process.ts'

// Applies one batch after the other, each with one of everything, and says which are done; the parent kills it.
const { place, sweep } = settings() as { place: StorePlace; sweep: string }
const store = await openStore(place)
for (let n = 1; n <= 100_000; n++) {
  const body = sampleBody(`body of ${n} `.repeat(500))
  const write = listingWrite(n, sweep, minute(1))
  await store.apply({
    bodies: [body],
    pages: [samplePage(n, sweep, { sha256: body.sha256 })],
    listings: [write],
    assessments: [assessmentWrite(write, [findingWrite(write)])],
  })
  const entry = { key: `page/${n}`, at: minute(1), actor: 'sweep', action: 'page', subject: write.key, details: { n } }
  await store.audit(entry)
  await print(String(n))
}
