import type { ApiError } from '../../server/api.ts'

/** An answer that is not what was asked for. `status` 0 means that no answer came. */
export class RequestError extends Error {
  readonly status: number
  readonly body: Partial<ApiError> & Record<string, unknown>
  constructor(status: number, body: Partial<ApiError> & Record<string, unknown>) {
    super(body.message ?? `status ${status}`)
    this.status = status
    this.body = body
  }
}

/** Set by the application: called when the session has ended. */
export const session = { onEnd: (_error: ApiError['error']) => {} }

/** @throws RequestError */
export async function request<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const sent = method === 'GET' ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body ?? {}) }
  return read<T>(await fetch(`/api/${path}`, { method, ...sent }).catch(() => undefined))
}

/** Sends a file as it is. @throws RequestError */
export async function putFile<T>(path: string, file: Blob): Promise<T> {
  const answer = await fetch(`/api/${path}`, { method: 'PUT', headers: { 'Content-Type': 'text/csv' }, body: file }).catch(() => undefined)
  return read<T>(answer)
}

async function read<T>(answer: Response | undefined): Promise<T> {
  if (!answer) throw new RequestError(0, {})
  const value: unknown = await answer.json().catch(() => ({}))
  if (answer.ok) return value as T
  const error = new RequestError(answer.status, value as RequestError['body'])
  if (error.body.error === 'not-signed-in' || error.body.error === 'must-change-password') session.onEnd(error.body.error)
  throw error
}

export const get = <T>(path: string) => request<T>('GET', path)
export const post = <T>(path: string, body?: unknown) => request<T>('POST', path, body)

/** `a=1&b=2` without what is empty. */
export function query(values: Record<string, string | number | undefined>): string {
  const filled = Object.entries(values).filter((entry): entry is [string, string | number] => entry[1] !== undefined && entry[1] !== '')
  return new URLSearchParams(filled.map(([key, value]) => [key, String(value)])).toString()
}
