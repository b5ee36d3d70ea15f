import { creditCodeOfUser, indication } from '../registry/indications.ts'
import { onPackage } from './pair.ts'
import type { Side } from './pair.ts'

/** What stands on the package of a lawful user: name, special mark, standard or registration number, credit code. */
function lawfulLabel(name: string, subject: string): string {
  const { kind, standardNo, registrationNo } = indication(name)
  const proof = kind === 'product' ? `${standardNo}` : `地理标志证明商标注册号 ${registrationNo}`
  return `${name} 中华人民共和国地理标志 ${proof} ${subject} 统一社会信用代码 ${creditCodeOfUser(subject)}`
}

/** A listing of a lawful user's goods, sold by the user itself. */
export function lawful(name: string, subject: string, town: string, title: string, price: Side['price']): Side {
  return {
    shop: subject,
    kind: 'brand-owner',
    town,
    title,
    price,
    origin: town,
    ship: town,
    maker: [subject, town],
    labels: onPackage(lawfulLabel(name, subject)),
  }
}
