/**
 * What one signal function says of a listing. It never decides.
 * Offsets are UTF-16 positions in the field as given. A signal about an absence or a look-up points at the words that made it look.
 */
export interface Signal {
  /** Dotted, such as `patent.number`, `gi.name`, `context.negation`. */
  name: string
  /** What it speaks of: a protected name, a patent number. Rules bind signals of the same subject together; without one it speaks of the whole listing. */
  subject?: string
  field: string
  start: number
  end: number
  text: string
  /** In natural units (a similarity, a ratio, days, kilometres) or a word. */
  value?: string | number | boolean
  /** Further facts that conditions of rules may ask for. */
  facts?: Readonly<Record<string, string | number | boolean | undefined>>
  /** One sentence for the officer, made where the value is made. */
  reason: string
}
