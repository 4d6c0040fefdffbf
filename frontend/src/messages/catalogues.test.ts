import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { createTranslator } from 'use-intl'
import { expect, test } from 'vitest'

import { isRecord } from '@/lib/ApiProblem'
import { BUILT_KEYS } from '@/messages/builtKeys'
import { en } from '@/messages/en'
import { ptBR } from '@/messages/ptBR'

const catalogues: Record<string, Record<string, string>> = { 'pt-BR': flat(ptBR), en: flat(en) }
const reference = flat(ptBR)

function flat(part: Record<string, unknown>, path = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(part).flatMap(([key, value]): [string, string][] => {
      const name = path === '' ? key : `${path}.${key}`
      if (isRecord(value)) return Object.entries(flat(value, name))
      return [[name, String(value)]]
    }),
  )
}

/** The values that a message is given: `{name}` or `{count, plural, …}`, not the words of a branch. */
function values(text: string): string[] {
  const found = [...text.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1] ?? '')
  return [...new Set(found)].toSorted()
}

function sources(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.') && !file.startsWith('messages'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n')
}

test.each(Object.keys(catalogues))('%s has every message, none of them blank', (locale) => {
  const catalogue = catalogues[locale] ?? {}

  expect(Object.keys(catalogue).toSorted()).toEqual(Object.keys(reference).toSorted())
  expect(Object.entries(catalogue).filter(([, text]) => text.trim() === '')).toEqual([])
})

test.each(Object.keys(catalogues))('%s names the same values in every message', (locale) => {
  for (const [key, text] of Object.entries(catalogues[locale] ?? {})) {
    expect([key, values(text)]).toEqual([key, values(reference[key] ?? '')])
  }
})

test.each([
  ['pt-BR', ptBR],
  ['en', en],
] as const)('Every message of %s can be written', (locale, messages) => {
  const failed: string[] = []
  const t = createTranslator<Record<string, unknown>>({
    locale,
    messages,
    onError: (error) => failed.push(error.message),
  })

  for (const [key, text] of Object.entries(reference)) {
    // Keys and values are only known here at run time. A number stands for a text, too.
    t(key as never, Object.fromEntries(values(text).map((name) => [name, 2])) as never)
  }

  expect(failed).toEqual([])
})

test('No message is left over', () => {
  const code = sources(join(import.meta.dirname, '..'))
  const unused = Object.keys(reference).filter((key) => {
    if (BUILT_KEYS.some((prefix) => key.startsWith(prefix))) return false
    const last = key.split('.').at(-1) ?? ''
    return !new RegExp(`['".]${last}['"]`).test(code)
  })

  expect(unused).toEqual([])
})
