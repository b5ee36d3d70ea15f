import type { PageOf } from './port.ts'

/** All rows of a paginated reading, one page at a time: `everyPage((after) => store.listListings({ limit: 500, ...after }))`. */
export async function* everyPage<T>(page: (after: { after?: string }) => Promise<PageOf<T>>): AsyncGenerator<T> {
  let after: string | undefined
  do {
    const { rows, next } = await page(after === undefined ? {} : { after })
    yield* rows
    after = next
  } while (after !== undefined)
}
