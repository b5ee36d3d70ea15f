import { preact } from '@preact/preset-vite'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [preact()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // The content security policy lets no inline data scripts through; small files stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
