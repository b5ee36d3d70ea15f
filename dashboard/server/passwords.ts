import { hash, verify } from '@node-rs/argon2'
import { randomBytes, randomInt } from 'node:crypto'

/** argon2id (the library's default) with the second recommended parameter set of RFC 9106, section 4, scaled to an office PC: 19 MiB, two passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Fewest characters of a password that a person chooses (NIST SP 800-63B asks for 8). */
export const SHORTEST_PASSWORD = 10

/** Without characters that are easily confused when read aloud or copied. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

let decoy: Promise<string> | undefined

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST)
}

/** Takes as long for a user that does not exist, so that the answer's time does not tell who does. */
export async function checkPassword(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword(randomBytes(16).toString('hex'))
  const right = await verify(stored ?? (await decoy), password.normalize('NFKC'))
  return right && stored !== undefined
}

/** Four groups of four, about 79 bits. */
export function randomPassword(): string {
  const group = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}

/** Why a password may not be taken, or undefined when it may. */
export function weakness(password: string, userName: string): 'short' | 'name' | 'uniform' | undefined {
  const folded = password.normalize('NFKC')
  if (folded.length < SHORTEST_PASSWORD) return 'short'
  if (userName.length > 2 && folded.toLowerCase().includes(userName.toLowerCase())) return 'name'
  if (new Set(folded).size < 4) return 'uniform'
  return undefined
}
