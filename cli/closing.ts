/** Things to close at the end, the latest first; one that fails does not keep the others open. */
export class Closing {
  readonly #steps: (() => unknown)[] = []

  /** Closes `thing` when all is over. */
  add<T extends { close(): unknown }>(thing: T): T {
    this.#steps.push(() => thing.close())
    return thing
  }

  async close(): Promise<void> {
    const failures: unknown[] = []
    for (const step of this.#steps.reverse()) {
      try {
        await step()
      } catch (error) {
        failures.push(error)
      }
    }
    this.#steps.length = 0
    if (failures.length > 0) throw failures[0]
  }
}
