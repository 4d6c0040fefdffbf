import { readdirSync } from 'node:fs'

import js from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

import { layerRules } from './eslint/layers.js'
import { literalRules } from './eslint/literals.js'

const features = readdirSync(new URL('./src/features', import.meta.url))

export default tseslint.config(
  { ignores: ['dist', 'src/routeTree.gen.ts', 'src/api/schema.ts', 'public', '.tanstack'] },
  js.configs.recommended,
  {
    files: ['src/**/*.{ts,tsx}', 'vite.config.ts', 'vite.widget.config.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // TanStack Router redirects by throwing what `redirect()` returns.
      '@typescript-eslint/only-throw-error': 'off',
      // `onClick={() => setOpen(true)}` reads better without braces.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Event handlers of React may be async; a rejected promise still meets no-floating-promises.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      'max-lines': ['error', 400],
    },
  },
  { files: ['src/**/*.{ts,tsx}'], ...reactHooks.configs.flat.recommended },
  {
    files: ['dev/**/*.mjs', 'e2e/**/*.mjs', 'eslint/**/*.js', '*.js'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', crypto: 'readonly', Buffer: 'readonly', setTimeout: 'readonly', document: 'readonly', window: 'readonly', location: 'readonly', localStorage: 'readonly', fetch: 'readonly', performance: 'readonly', PerformanceObserver: 'readonly', FormData: 'readonly', Blob: 'readonly', Event: 'readonly', requestAnimationFrame: 'readonly' },
    },
  },
  ...layerRules(features),
  literalRules,
)
