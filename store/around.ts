/** The same object, each of whose methods is called through `around`: one place for what all calls of an adapter have in common. */
export function around<T extends object>(port: T, call: (inner: () => Promise<unknown>) => Promise<unknown>): T {
  const entries = Object.entries(port).map(([name, member]: [string, unknown]) => [
    name,
    typeof member === 'function' ? (...values: unknown[]) => call(async () => (await member(...values)) as unknown) : member,
  ])
  return Object.fromEntries(entries) as T
}

/** The same object whose methods throw what `explain` makes of their errors. */
export function explained<T extends object>(port: T, explain: (error: unknown) => unknown): T {
  return around(port, async (inner) => {
    try {
      return await inner()
    } catch (error) {
      throw explain(error)
    }
  })
}
