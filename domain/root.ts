/**
 * The project's folder, with a trailing slash, as a file URL. Rules, tables and pages that are not TypeScript are read from there,
 * whether the code runs from `dist/` or, in tests, from the sources.
 */
const here = new URL('.', import.meta.url).href
export const projectRoot = new URL(here.endsWith('/dist/domain/') ? '../../' : '../', here)
