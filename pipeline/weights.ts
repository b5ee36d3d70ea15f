/**
 * The one table of weights, in log-odds: how much likelier a signal makes the offence than chance.
 * `name=value` is looked up before `name`. Evidence speaks for an offence (≥ 0), exculpations against it (≤ 0).
 */

/** Of a finding before any evidence: of what rules point at, about one in six would stand without the rest. */
export const PRIOR = -1.6

/** A signal without a line of its own. */
export const DEFAULT_WEIGHT = 1.0

/** A further signal of a name that already spoke says much the same again. */
export const REPEAT_SHARE = 0.2

/** Where facts that decide are missing the finding is this much less likely, be it one or several. */
export const MISSING_FACT = -2.6

/** An exculpation that weighs against a finding and leaves it standing, unless listed by rule. */
export const DEFAULT_MITIGATION = -1.0

export const SIGNAL_WEIGHTS: Readonly<Record<string, number>> = {
  // Patents: pipeline/signals/patent-*.ts
  'patent.mark=absent': 4.2,
  'patent.mark=ended': 4.4,
  'patent.mark=pending': 4.4,
  'patent.mark=refused': 4.6,
  'patent.mark=abandoned': 4.2,
  'patent.mark=valid': 3.6,
  'patent.mark=misprint': 2.8,
  'patent.unread': 1.6,
  'patent.mark=unknown': 1.0,
  'patent.certificate': 1.4,
  'patent.misnamed': 4.6,
  'patent.none': 4.6,
  'patent.bare': 3.6,
  'patent.foreign': 3.2,
  'patent.publication': 3.8,
  // Geographical indications: pipeline/signals/gi-*.ts
  'gi.use=name': 3.8,
  'gi.use=evocation': 3.6,
  'gi.use=likeness': 3.2,
  'gi.use=generic': 1.2,
  'gi.special-mark': 3.9,
  'gi.self-made-mark': 3.4,
  'gi.agri-mark': 3.0,
  'gi.bathed': 1.4,
  'gi.preseason': 0.8,
  'gi.bundle': 3.4,
  // Trademarks and unfair competition.
  'brand.use=mark': 3.6,
  'brand.use=likeness': 3.2,
  'brand.use=trade-name': 3.6,
  'brand.use=keyword': 3.4,
  'brand.use=shop-sign': 3.6,
  'jargon.word=fake': 1.6,
  'jargon.word=copy': 0.6,
  'jargon.word=leak': 0.6,
  'jargon.word=hint': 0.5,
  'jargon.word=evasion': 0.5,
  'price.level': 0.5,
  'shop.claim': 3.4,
  'shop.sign': 3.6,
  'shop.expired': 1.6,
  'mark.registered-sign': 3.8,
  'mark.distorted': 3.8,
  'mark.licensee': 3.6,
  'claim.well-known': 3.8,
  'claim.laozihao': 3.4,
  'claim.abolished': 3.8,
  'claim.honour': 1.6,
  'claim.effect=promised': 3.6,
  'claim.effect=approved': 1.6,
  'quality.contradicted': 3.2,
  'supply.carrier': 3.6,
  'supply.design': 3.4,
  // Signs, tobacco, platforms.
  'state.supply=organ': 3.9,
  'state.supply=customer': 1.4,
  'state.supply=bare': 1.4,
  'state.emblem': 3.2,
  'sign.use': 3.6,
  'sign.allusion': 1.6,
  'official.mark=contradicted': 3.9,
  'official.mark=bare': 1.6,
  'brand.place': 3.2,
  'brand.red-cross': 3.6,
  'brand.organisation': 3.2,
  'brand.party': 3.4,
  'tobacco.offer': 4.2,
  'tobacco.place': 1.4,
  'licence.mismatch': 2.0,
}

/** Supporting rules, by id. */
export const SUPPORT_WEIGHTS: Readonly<Record<string, number>> = { 'TM-05': 0.8, 'GI-09': 0.4, 'MK-01': 0.1 }

/** Exculpating rules, by id. */
export const MITIGATION_WEIGHTS: Readonly<Record<string, number>> = {}
