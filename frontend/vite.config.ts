import { fileURLToPath } from 'node:url'

import { tanstackRouter } from '@tanstack/router-plugin/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const backendPort = process.env.DOM360_BACKEND_PORT ?? '3001'
const frontendPort = Number(process.env.DOM360_FRONTEND_PORT ?? '5173')
const proxy = { '/api': { target: `http://127.0.0.1:${backendPort}`, changeOrigin: false } }

export default defineConfig({
  plugins: [
    tanstackRouter({ target: 'react', autoCodeSplitting: true, quoteStyle: 'single' }),
    react(),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { host: '127.0.0.1', port: frontendPort, strictPort: true, proxy },
  preview: { host: '127.0.0.1', port: frontendPort, strictPort: true, proxy },
  // Nothing becomes a data: address, so that fonts and styles pass `default-src 'self'`.
  build: { target: 'es2023', assetsInlineLimit: 0 },
  test: { environment: 'node', include: ['src/**/*.test.{ts,tsx}', 'eslint/**/*.test.js'] },
})
