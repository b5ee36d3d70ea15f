/**
 * The one table of weights, in log-odds: how much likelier a signal makes the offence than chance.
 * `name=value` is looked up before `name`. Evidence speaks for an offence (≥ 0), exculpations against it (≤ 0).
 */

/** Of a finding before any evidence: of what rules point at, about one in ten would stand without the rest. */
export const PRIOR = -2.2

/** A signal without a line of its own. */
export const DEFAULT_WEIGHT = 1.0

/** A further signal of a name that already spoke says much the same again. */
export const REPEAT_SHARE = 0.2

/** Each fact that decides and is missing leaves the finding this much less likely. */
export const MISSING_FACT = -1.6

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
  'patent.mark=unreadable': 1.6,
  'patent.mark=unknown': 1.0,
  'patent.certificate': 1.4,
  'patent.misnamed': 4.6,
  'patent.none': 4.6,
  'patent.bare': 3.6,
  'patent.foreign': 3.2,
  'patent.publication': 3.8,
}

/** Supporting rules, by id. */
export const SUPPORT_WEIGHTS: Readonly<Record<string, number>> = {}

/** Exculpating rules, by id. */
export const MITIGATION_WEIGHTS: Readonly<Record<string, number>> = {}
