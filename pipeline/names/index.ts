export { similarity } from './similarity.ts'
export { buildMatcher } from './matcher.ts'
export { variants } from './variants.ts'
