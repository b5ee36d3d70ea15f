import { InputError } from '../domain/index.ts'

/** Where the next page starts, as one opaque word that fits into an address. */
export function encodeCursor(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** @throws InputError when it is no cursor of that many parts */
export function decodeCursor(cursor: string, parts: number): (string | number)[] {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (
      Array.isArray(position) &&
      position.length === parts &&
      position.every((part) => typeof part === 'string' || typeof part === 'number')
    )
      return position
  } catch {
    // Falls through to the one error for every kind of nonsense.
  }
  throw new InputError('expected the `next` of an earlier page', { field: 'after' })
}
