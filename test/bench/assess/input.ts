import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import type { Listing } from '../../../domain/index.ts'
import { benignListings } from '../../fixtures/benign.ts'

const MADE = 6000

/** Ordinary listings with one suspicious line in fifty, as a market is; the same listings come round again under new ids. */
export function listing(n: number, made: readonly Listing[]): Listing {
  const ordinary = made[n % made.length] ?? {}
  const id = `b${n}`
  if (n % 50 !== 0) return { ...ordinary, id }
  return {
    ...ordinary,
    id,
    title: `${ordinary.title ?? ''} 国家专利产品 假一赔十`,
    labels: [{ where: 'package', text: '实用新型专利 ZL201429900002.9', productionDate: '2025-03' }],
  }
}

/** Writes `count` lines to a file and says how many bytes they are. */
export async function writeListings(file: string, count: number): Promise<number> {
  const made = benignListings(MADE)
  const out = createWriteStream(file)
  let bytes = 0
  for (let n = 0; n < count; n++) {
    const line = `${JSON.stringify(listing(n, made))}\n`
    bytes += line.length
    if (!out.write(line)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
  return bytes
}
