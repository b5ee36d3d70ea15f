import type { Label, LabelPlace, SellerKind, Verdict } from '../../domain/index.ts'
import type { PlatformId } from '../market.ts'

/** One listing of a pair, as its seller would write it. */
export interface Side {
  shop: string
  /** @default 'business' */
  kind?: SellerKind
  /** Whether the platform's badge stands beside the shop's name. @default false */
  badge?: boolean
  /** Short name of the place where the shop is registered. */
  town: string
  title: string
  /** CNY, and what it buys. */
  price: [amount: number, per: string]
  brand?: string
  /** Short name of a place, as are the next two. */
  origin?: string
  ship?: string
  maker?: [name: string, town: string]
  text?: string
  attributes?: Record<string, string>
  labels?: Label[]
  used?: boolean
  /** Where it has to stand; any platform that suits the kind of shop without it. */
  on?: PlatformId
  sales?: number
}

/** An offence and the most plausible innocent listing that has the same words. */
export interface Pair {
  rule: string
  verdict: Verdict
  /** Verdicts that could be defended as well. */
  accept: Verdict[]
  department: string
  /** What makes the first one an offence. */
  why: string
  offence: Side
  twin: Side
}

export function pair(
  rule: string,
  verdict: Verdict,
  department: string,
  why: string,
  offence: Side,
  twin: Side,
  accept: Verdict[] = [],
): Pair {
  return { rule, verdict, accept, department, why, offence, twin }
}

/** Text on a package, with its date of production where one is printed. */
export function onPackage(text: string, productionDate?: string): Label[] {
  return onThing('package', text, productionDate)
}

export function onThing(where: LabelPlace, text: string, productionDate?: string): Label[] {
  return [{ where, text, ...(productionDate ? { productionDate } : {}) }]
}
