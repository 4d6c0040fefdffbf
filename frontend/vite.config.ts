import { fileURLToPath } from 'node:url'

import { tanstackRouter } from '@tanstack/router-plugin/vite'
import react from '@vitejs/plugin-react'
import type { ProxyOptions } from 'vite'
import { defineConfig } from 'vitest/config'

import { compiledMessages } from './dev/compiledMessages'

const backendPort = process.env.DOM360_BACKEND_PORT ?? '3001'
const frontendPort = Number(process.env.DOM360_FRONTEND_PORT ?? '5173')
const proxy: Record<string, ProxyOptions> = {
  '/api': {
    target: `http://127.0.0.1:${backendPort}`,
    changeOrigin: false,
    configure(server) {
      // The proxy keeps a browser waiting on a stream whose backend has gone. Break it off, so that
      // the browser knows and asks again.
      server.on('proxyRes', (answer, _request, response) => {
        answer.on('close', () => {
          if (!answer.complete) response.destroy()
        })
      })
    },
  },
}

/** What production sends too, so that the built application is always tried under it. */
const headers = {
  'content-security-policy': [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; '),
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
}

export default defineConfig({
  plugins: [
    tanstackRouter({ target: 'react', autoCodeSplitting: true, quoteStyle: 'single' }),
    react(),
    compiledMessages(),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { host: '127.0.0.1', port: frontendPort, strictPort: true, proxy },
  preview: { host: '127.0.0.1', port: frontendPort, strictPort: true, proxy, headers },
  // Nothing becomes a data: address, so that fonts and styles pass `default-src 'self'`.
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    // What every page needs comes in two long-lived files instead of dozens of small ones.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'framework',
              test: /node_modules\/(react|react-dom|scheduler|@tanstack\/(react-query|query-core|react-router|router-core|history|react-store|store)|use-intl|intl-messageformat|icu-minify|@formatjs|openapi-fetch)\//,
            },
            // Only what nearly every page uses: the first one must not carry the others' parts.
            {
              name: 'interface',
              test: /node_modules\/(@mantine\/(core|hooks|notifications)|@floating-ui|clsx)\/.*\.m?js$/,
              minShareCount: 40,
            },
            // Addresses and their guards; what they show is split from them, each on its own.
            { name: 'routes', test: /src\/routes\/(?!-|.*tsr-split)/, includeDependenciesRecursively: false },
            { name: 'shared', test: /src\/(lib|ui)\//, minShareCount: 12, includeDependenciesRecursively: false },
          ],
        },
      },
    },
  },
  test: { environment: 'node', include: ['src/**/*.test.{ts,tsx}', 'eslint/**/*.test.js'] },
})
