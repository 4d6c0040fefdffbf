import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

const SOURCES = 'src'
const PLACEHOLDER = /import \{[^}]*\b(Skeleton|Loader)\b[^}]*\} from '@mantine\/core'/

test('whatever stands for what is loading waits a moment before it shows itself', () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'))
  const texts = files.map((file) => [file, readFileSync(join(SOURCES, file), 'utf8')] as const)
  const placeholders = texts.filter(([, text]) => PLACEHOLDER.test(text))

  expect(placeholders.length).toBeGreaterThan(5)
  expect(placeholders.filter(([, text]) => !/\bdelayed\b/.test(text)).map(([file]) => file)).toEqual([])
})
