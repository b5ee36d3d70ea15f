import { useState } from 'preact/hooks'
import type { ListingImage } from '../../../../domain/index.ts'
import type { FindingDetail } from '../../../server/api.ts'
import { formatPrice } from '../format.ts'
import { fieldGroups } from '../listing-fields.ts'
import { useText } from '../text/messages.ts'
import { MarkedText } from './marked-text.tsx'

/** What the shop shows, as it was when the finding was made. */
export function ListingPane({ detail, platform, onReveal }: { detail: FindingDetail; platform?: string; onReveal: () => void }) {
  const text = useText()
  const { listing } = detail
  if (!listing) return <section class="pane listing">{text.common.notFound}</section>
  const { price, url } = listing
  return (
    <section class="pane listing" aria-label={text.finding.listing}>
      {detail.changedSince && <p class="notice">{text.finding.changedSince}</p>}
      <h3 class="listing-title">
        <MarkedText field="title" text={listing.title ?? ''} />
      </h3>
      <div class="listing-meta">
        {price && (
          <span class="listing-price">
            {formatPrice(price)}
            {price.per && <small> / {price.per}</small>}
          </span>
        )}
        {listing.sales !== undefined && (
          <span>
            {text.fields.sales} {listing.sales.toLocaleString('en-US')}
          </span>
        )}
        <span>{platform ?? listing.platform}</span>
        {detail.listingState === 'off' && <span class="off">{text.queue.off}</span>}
        {url && /^https?:/.test(url) && (
          <a href={url} target="_blank" rel="noreferrer noopener" title={url}>
            {text.finding.source} ↗
          </a>
        )}
      </div>
      <Pictures images={listing.images ?? []} title={listing.title ?? ''} />
      {fieldGroups(listing, text).map(({ name, fields }) => (
        <dl key={name} class={`fields ${name}`}>
          {fields.map(({ path, label, text: value }) => (
            <div key={path}>
              <dt>{label}</dt>
              <dd>
                <MarkedText field={path} text={value} />
              </dd>
            </div>
          ))}
        </dl>
      ))}
      {detail.masked && (
        <p class="masked">
          {text.finding.masked}
          <button type="button" class="link" onClick={onReveal} title={text.finding.revealHint}>
            {text.finding.reveal}
          </button>
        </p>
      )}
    </section>
  )
}

/** Only what was stored is shown; the browser asks the shop for nothing. */
function Pictures({ images, title }: { images: readonly ListingImage[]; title: string }) {
  const text = useText()
  const [broken, setBroken] = useState<readonly string[]>([])
  const [large, setLarge] = useState<string>()
  const kept = [...new Set(images.flatMap(({ sha256 }) => (sha256 && !broken.includes(sha256) ? sha256 : [])))]
  const lost = images.length - kept.length
  if (images.length === 0) return null
  return (
    <div class="pictures">
      {kept.map((sha256, at) => (
        <button
          key={sha256}
          type="button"
          class="picture"
          aria-pressed={large === sha256}
          onClick={() => setLarge(large === sha256 ? undefined : sha256)}
        >
          <img src={`/api/bodies/${sha256}`} alt={`${title} ${at + 1}`} onError={() => setBroken([...broken, sha256])} />
        </button>
      ))}
      {lost > 0 && <span class="hint">{text.finding.noPicture(lost)}</span>}
      {large && <img class="large" src={`/api/bodies/${large}`} alt={title} onClick={() => setLarge(undefined)} />}
    </div>
  )
}
