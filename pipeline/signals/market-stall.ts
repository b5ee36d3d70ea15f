import type { Listing, Signal } from '../../domain/index.ts'
import type { SignalContext } from '../port.ts'

/** `stall.record`: photographed or noted at a market (law.md MK-01); what it shows falls under the same rules. */
export function marketStall(listing: Listing, context: SignalContext): Signal[] {
  if (listing.channel !== 'stall' && listing.channel !== 'photo') return []
  const field =
    context.fields.find((other) => other.kind === 'label' && other.where === 'shop-sign') ??
    context.fields.find((other) => other.kind === 'label') ??
    context.fields.find((other) => other.kind === 'title') ??
    context.fields[0]
  if (!field) return []
  return [
    {
      name: 'stall.record',
      field: field.path,
      start: 0,
      end: field.text.length,
      text: field.text,
      value: listing.channel,
      reason: '市场现场记录：摊位、门头或货架照片',
    },
  ]
}
