/**
 * Paths into a record: `title`, `labels[0].text`, `attributes.品牌`. A key that holds a dot or a bracket is written `attributes['a.b']`.
 * @returns the value, or undefined where the path leads nowhere
 */
export function fieldAt(record: unknown, path: string): unknown {
  let value: unknown = record
  for (const match of path.matchAll(/\[(?:(\d+)|'([^']*)'|"([^"]*)")\]|([^.[\]]+)/g)) {
    if (value === null || typeof value !== 'object') return undefined
    const key = match[1] ?? match[2] ?? match[3] ?? match[4] ?? ''
    value = (value as Record<string, unknown>)[key]
  }
  return value
}

/** The path of one attribute, quoted where its name needs it. */
export function attributePath(name: string): string {
  return /[.[\]]/.test(name) ? `attributes['${name}']` : `attributes.${name}`
}
