import type { SignalFunction } from '../port.ts'
import { compareParties } from '../patent/party.ts'

/** `seller.reseller`: the shop and the maker are different, so that what its goods carry is not its own doing (细则 一百零一(3)). */
export const sellerRole: SignalFunction = (listing) => {
  const seller = listing.seller?.name
  const producer = listing.producer?.name
  if (!seller || !producer || compareParties(seller, producer) !== 'different') return []
  return [
    {
      name: 'seller.reseller',
      field: 'seller.name',
      start: 0,
      end: seller.length,
      text: seller,
      reason: '销售者不是生产者：不知道且能证明合法来源的，责令停止销售，免除罚款；须追溯上家',
    },
  ]
}
