import { fileURLToPath } from 'node:url'

import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The chat for other sites: one file without a hash in its name, built after the application. */
export default defineConfig({
  resolve: { alias: { '@': here('./src') } },
  publicDir: false,
  build: {
    target: 'es2022',
    emptyOutDir: false,
    lib: { entry: here('./src/widget/main.ts'), formats: ['iife'], name: 'dom360Chat', fileName: () => 'widget.js' },
  },
})
