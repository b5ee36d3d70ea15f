import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  ConflictError,
  toInstant,
  type Clock,
  type ListingKey,
  type StoredFinding,
  type StoredListing,
  type StoredPage,
} from '../domain/index.ts'
import { canonicalJson } from '../store/hash.ts'
import type { Store } from '../store/port.ts'
import { MANIFEST_FILE, seal, verify } from './manifest.ts'

export interface CaptureContext {
  store: Store
  /** Folder under which packages lie, one a finding and version of its listing. */
  folder: string
  clock: Clock
  /** Name and version of this program, for the manifest. */
  program: string
}

export interface CaptureRequest {
  listingKey: ListingKey
  /** The stored page that the listing was read from. */
  pageKey?: string
}

export interface CapturedPackage {
  finding: string
  folder: string
  root: string
}

/** Where the package of a finding lies, below the folder of all packages. */
export function packageFolder(folder: string, finding: Pick<StoredFinding, 'id' | 'contentHash'>): string {
  return join(folder, finding.id, finding.contentHash.slice(0, 16))
}

/**
 * Seals what a listing's findings rest on: the bytes as the server sent them, the answer's headers, the listing and the finding.
 * Run twice for the same version of a listing it changes nothing.
 */
export async function capture(context: CaptureContext, request: CaptureRequest): Promise<CapturedPackage[]> {
  const { store } = context
  const listing = await store.getListing(request.listingKey)
  if (!listing) return []
  const page = request.pageKey === undefined ? undefined : await store.getPage(request.pageKey)
  const packages: CapturedPackage[] = []
  for (const finding of await store.findingsOf(request.listingKey)) {
    if (finding.withdrawn || finding.contentHash !== listing.contentHash) continue
    const folder = packageFolder(context.folder, finding)
    const root = await sealFinding(context, folder, finding, listing, page)
    await store.audit({
      key: `capture/${finding.id}/${finding.contentHash}`,
      at: toInstant(context.clock.now()),
      actor: context.program,
      action: 'evidence.sealed',
      subject: finding.id,
      details: { root, listing: request.listingKey },
    })
    packages.push({ finding: finding.id, folder, root })
  }
  return packages
}

async function sealFinding(
  context: CaptureContext,
  folder: string,
  finding: StoredFinding,
  listing: StoredListing,
  page: StoredPage | undefined,
): Promise<string> {
  const before = await sealedBefore(folder)
  if (before !== undefined) return before
  const body = listing.pageSha256 === undefined ? undefined : await context.store.getBody(listing.pageSha256)
  // Everything is written beside and moved in one step: a package is whole or not there.
  const temporary = `${folder}.part`
  await rm(temporary, { recursive: true, force: true })
  await mkdir(temporary, { recursive: true })
  const put = (name: string, content: string | Uint8Array) => writeFile(join(temporary, name), content, { flush: true })
  if (body) await put(`page${extensionOf(body.mediaType)}`, body.bytes)
  if (page) await put('response.json', `${canonicalJson(page)}\n`)
  await put('listing.json', `${canonicalJson(listing.listing)}\n`)
  const { decided: _decided, firstSeen: _firstSeen, lastSeen: _lastSeen, sweep: _sweep, ...found } = finding
  await put('finding.json', `${canonicalJson(found)}\n`)
  const subject: Record<string, string> = {
    finding: finding.id,
    rule: finding.rule,
    ruleVersion: finding.ruleVersion,
    listing: listing.key,
    contentHash: finding.contentHash,
    program: context.program,
  }
  if (listing.listing.url !== undefined) subject['url'] = listing.listing.url
  const { root } = await seal(temporary, subject, toInstant(context.clock.now()))
  await rm(folder, { recursive: true, force: true })
  await rename(temporary, folder)
  return root
}

/**
 * The root of a package that is sealed already; undefined where there is none yet, or one whose sealing was cut short.
 * @throws ConflictError where a sealed package was changed: evidence of tampering is not written over
 */
async function sealedBefore(folder: string): Promise<string | undefined> {
  if (!existsSync(join(folder, MANIFEST_FILE))) return undefined
  const { intact, root, faults } = await verify(folder)
  if (!intact)
    throw new ConflictError(`the evidence package ${folder} was changed after it was sealed: ${faults[0] ?? 'it does not verify'}`)
  return root
}

function extensionOf(mediaType: string): string {
  if (mediaType.includes('html')) return '.html'
  if (mediaType.includes('json')) return '.json'
  return '.bin'
}
