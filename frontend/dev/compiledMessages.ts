import compile from 'icu-minify/compile'
import { type Plugin, transformWithOxc } from 'vite'

const CATALOGUE = /\/src\/messages\/(pt-BR|en)\/\w+\.ts$/

/**
 * Reads the messages when the application is built, so that no browser has to: the parser of ICU
 * messages stays out of what is loaded. What is not built (tests, `npm run dev`) reads them as it runs.
 */
export function compiledMessages(): Plugin {
  return {
    name: 'dom360:compiled-messages',
    apply: 'build',
    enforce: 'pre',
    config: () => ({
      resolve: {
        alias: [{ find: /^use-intl\/format-message$/, replacement: 'use-intl/format-message/format-only' }],
      },
    }),
    async transform(code, id) {
      if (!CATALOGUE.test(id)) return null
      const { code: script } = await transformWithOxc(code, id, { sourcemap: false })
      const catalogue: unknown = await import(`data:text/javascript,${encodeURIComponent(script)}`)
      if (!isPart(catalogue)) throw new Error(`${id} holds something that is not a message.`)
      const parts = Object.entries(catalogue).map(
        ([name, part]) => `export const ${name} = ${JSON.stringify(compiled(part))}`,
      )
      return { code: parts.join('\n'), map: null, moduleType: 'js' }
    },
  }
}

type Part = { [key: string]: string | Part }

function isPart(value: unknown): value is Part {
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).every((inner) => typeof inner === 'string' || isPart(inner))
}

function compiled(part: string | Part): unknown {
  if (typeof part === 'string') return compile(part)
  return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, compiled(inner)]))
}
