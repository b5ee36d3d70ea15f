import type { SignalFunction } from '../port.ts'
import { brandUse } from './brand-use.ts'
import { businessLicence } from './business-licence.ts'
import { effectClaim } from './effect-claim.ts'
import { forbiddenBrand } from './forbidden-brand.ts'
import { genuineUse } from './genuine.ts'
import { giBundle } from './gi-bundle.ts'
import { giEcho } from './gi-echo.ts'
import { giPlace } from './gi-place.ts'
import { giSeason } from './gi-season.ts'
import { giSpecialMark } from './gi-special-mark.ts'
import { giUse } from './gi-use.ts'
import { honours } from './honours.ts'
import { jargon } from './jargon.ts'
import { marketStall } from './market-stall.ts'
import { markOnLabel } from './mark-on-label.ts'
import { officialMarks } from './official-marks.ts'
import { patentCertificates } from './patent-certificate.ts'
import { patentClaims } from './patent-claim.ts'
import { foreignPatents } from './patent-foreign.ts'
import { patentMarks } from './patent-mark.ts'
import { sellerRole } from './patent-seller.ts'
import { priceLevel } from './price.ts'
import { qualityClaim } from './quality-claim.ts'
import { registeredSign } from './registered-sign.ts'
import { shopClaim } from './shop-claim.ts'
import { specialSigns } from './special-signs.ts'
import { stateSupply } from './state-supply.ts'
import { supply } from './supply.ts'
import { tobacco } from './tobacco.ts'

/**
 * Every signal function, in the order in which they run. To add one (docs/add-a-rule.md):
 *  1. write `pipeline/signals/<name>.ts` that exports a `SignalFunction`: pure, total, spans from the text as given;
 *  2. add it here;
 *  3. give its signals a line in `pipeline/weights.ts`.
 */
export const SIGNALS: readonly SignalFunction[] = [
  // What a shop sells without having made it.
  sellerRole,
  // Patents.
  patentMarks,
  patentCertificates,
  patentClaims,
  foreignPatents,
  // Geographical indications.
  giUse,
  giEcho,
  giPlace,
  giSpecialMark,
  giSeason,
  giBundle,
  // Trademarks and unfair competition.
  brandUse,
  genuineUse,
  jargon,
  shopClaim,
  registeredSign,
  markOnLabel,
  honours,
  effectClaim,
  qualityClaim,
  supply,
  priceLevel,
  // Signs that nobody may use, or only some.
  stateSupply,
  specialSigns,
  officialMarks,
  forbiddenBrand,
  // Tobacco, platforms, markets.
  tobacco,
  businessLicence,
  marketStall,
]
