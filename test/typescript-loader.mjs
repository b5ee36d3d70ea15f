// Lets plain Node run the TypeScript sources, in threads too, in a process of their own, which a test can kill:
// node --import ./test/typescript-loader.mjs FILE.ts
import { register } from 'node:module'

register('./typescript-hooks.mjs', import.meta.url)
