import PostalMime from 'postal-mime'
import type { SavedPage } from './saved-page.ts'

const latin1 = new TextDecoder('latin1')

/**
 * The page of an MHTML file (RFC 2557): its root part with the bytes as they were, the address and the time at which it was saved.
 * Frames and pictures are left out.
 * @returns undefined where no HTML is in it
 */
export async function readMhtml(bytes: Uint8Array): Promise<SavedPage | undefined> {
  // One character a byte, so that positions in the text are positions in the file.
  const text = latin1.decode(bytes)
  const end = endOfHeaders(text)
  const head = await headersOf(text.slice(0, end))
  const type = head.get('content-type') ?? ''
  const boundary = /boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(type)
  const parts = boundary ? partsOf(text, boundary[1] ?? boundary[2] ?? '', end) : [text]
  const root = /start\s*=\s*"?<([^>"]+)>/i.exec(type)?.[1]
  let chosen: { part: string; headers: Map<string, string> } | undefined
  for (const part of parts) {
    const headers = await headersOf(part.slice(0, endOfHeaders(part)))
    if (!/^(?:text\/html|application\/xhtml\+xml)/i.test(headers.get('content-type') ?? '')) continue
    chosen ??= { part, headers }
    if (root !== undefined && headers.get('content-id')?.includes(root)) chosen = { part, headers }
  }
  if (!chosen) return undefined
  const body = await bodyOf(chosen.part)
  const url = head.get('snapshot-content-location') ?? chosen.headers.get('content-location') ?? head.get('content-location')
  const saved = Date.parse(head.get('date') ?? '')
  return {
    body,
    headers: { 'content-type': chosen.headers.get('content-type') ?? 'text/html' },
    ...(url !== undefined && /^https?:/i.test(url) ? { url } : {}),
    ...(Number.isNaN(saved) ? {} : { savedAt: new Date(saved) }),
  }
}

function endOfHeaders(text: string): number {
  const match = /\r?\n\r?\n/.exec(text)
  return match ? match.index + match[0].length : text.length
}

function partsOf(text: string, boundary: string, from: number): string[] {
  const mark = new RegExp(`^--${boundary.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(?:--)?[ \\t]*\\r?$\\n?`, 'gm')
  return text
    .slice(from)
    .split(mark)
    .slice(1)
    .filter((part) => part.trim() !== '')
}

async function headersOf(head: string): Promise<Map<string, string>> {
  const { headers } = await PostalMime.parse(Buffer.from(`${head.trimEnd()}\r\n\r\n`, 'latin1'))
  return new Map(headers.map(({ key, value }) => [key.toLowerCase(), value]))
}

/** The bytes of a part, out of base64 or quoted-printable. Called an attachment, it is not decoded to text: the page says its own charset. */
async function bodyOf(part: string): Promise<Uint8Array> {
  const end = endOfHeaders(part)
  const encoding = /^content-transfer-encoding:\s*(\S+)/im.exec(part.slice(0, end))?.[1] ?? 'binary'
  const message = `Content-Type: application/octet-stream\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${part.slice(end)}`
  const { attachments } = await PostalMime.parse(Buffer.from(message, 'latin1'))
  const content = attachments[0]?.content
  return typeof content === 'string' ? Buffer.from(content, 'latin1') : new Uint8Array(content ?? [])
}
