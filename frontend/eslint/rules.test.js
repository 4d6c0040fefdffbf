import { Linter } from 'eslint'
import tseslint from 'typescript-eslint'
import { expect, test } from 'vitest'

import { layerRules } from './layers.js'
import { literalRules } from './literals.js'

const FEATURES = ['session', 'chat']
const parse = {
  files: ['**/*.{ts,tsx}'],
  languageOptions: { parser: tseslint.parser, parserOptions: { ecmaFeatures: { jsx: true } } },
}
const config = [parse, ...layerRules(FEATURES), literalRules]

function complaints(file, code) {
  return new Linter({ cwd: '/' }).verify(code, config, { filename: file }).map((it) => it.ruleId)
}

test.each([
  ['src/features/chat/A.ts', "import '@/features/session/x'"],
  ['src/features/session/A.ts', "import '@/features/chat/turns/Turn'"],
  ['src/features/chat/turns/A.ts', "import '../../session/x'"],
  ['src/features/chat/A.ts', "import '@/routes/sign-in'"],
  ['src/ui/A.tsx', "import '@/features/chat/Composer'"],
  ['src/lib/a.ts', "import '@/features/session/sessionQuery'"],
  ['src/lib/a.ts', "import '@/ui/Logo'"],
  ['src/widget/a.ts', "import 'react'"],
  ['src/widget/a.ts', "import '@/ui/Logo'"],
])('%s may not: %s', (file, code) => {
  expect(complaints(file, code)).toEqual(['no-restricted-imports'])
})

test.each([
  ['src/routes/sign-in.tsx', "import '@/features/session/SignInForm'"],
  ['src/features/chat/A.ts', "import './turns/Turn'; import '@/features/chat/B'; import '@/ui/Logo'; import '@/lib/api'"],
  ['src/ui/A.tsx', "import '@/lib/phone'; import './Logo'"],
])('%s may: %s', (file, code) => {
  expect(complaints(file, code)).toEqual([])
})

test.each([
  '<p>Olá</p>',
  "<p>{'Olá'}</p>",
  '<p>{`Olá ${name}`}</p>',
  "<p>{open ? 'Sim' : t('no')}</p>",
  '<input placeholder="Nome" />',
  '<button aria-label="Enviar" />',
])('Words outside the catalogue are found: %s', (jsx) => {
  expect(complaints('src/ui/A.tsx', `export const a = ${jsx}`)).toContain('no-restricted-syntax')
})

test.each(["<p>{t('hello')}</p>", '<p className="box">·</p>', '<p>{`${a} · ${b}`}</p>', "<p data-x={a ? 'one' : 'two'} />"])(
  'What is no text passes: %s',
  (jsx) => {
    expect(complaints('src/ui/A.tsx', `export const a = ${jsx}`)).toEqual([])
  },
)
