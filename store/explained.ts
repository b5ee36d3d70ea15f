/** The same object whose methods throw what `explain` makes of their errors. */
export function explained<T extends object>(port: T, explain: (error: unknown) => unknown): T {
  const entries = Object.entries(port).map(([name, member]: [string, unknown]) => {
    if (typeof member !== 'function') return [name, member]
    const call = async (...values: unknown[]): Promise<unknown> => {
      try {
        return (await member(...values)) as unknown
      } catch (error) {
        throw explain(error)
      }
    }
    return [name, call]
  })
  return Object.fromEntries(entries) as T
}
