import { useEffect, useState } from 'preact/hooks'
import type { SweepsAnswer } from '../../../server/api.ts'
import { get } from '../client.ts'

let known: ReadonlyMap<string, string> = new Map()

/** Names of platforms by id; asked once a visit. */
export function usePlatforms(): ReadonlyMap<string, string> {
  const [names, setNames] = useState(known)
  useEffect(() => {
    if (known.size > 0) return
    get<SweepsAnswer>('sweeps').then(
      ({ platforms }) => {
        known = new Map(platforms.map(({ id, name }) => [id, name]))
        setNames(known)
      },
      () => {},
    )
  }, [])
  return names
}
