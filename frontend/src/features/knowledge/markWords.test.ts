import { expect, test } from 'vitest'

import { markWords } from './markWords'

const hits = (text: string, question: string) =>
  markWords(text, question)
    .filter(({ hit }) => hit)
    .map(({ text: word }) => word)

test('Words are found without their accents and in other forms', () => {
  expect(hits('Preços das consultas: a consulta custa R$ 180.', 'quanto custa uma CONSULTA? preco')).toEqual([
    'Preços',
    'consultas',
    'consulta',
    'custa',
  ])
})

test('Little words mark nothing', () => {
  expect(hits('O preço de uma consulta', 'qual o de uma')).toEqual([])
})

test('A code is itself only', () => {
  expect(hits('Cimento CP2 e CP3', 'tem cp2?')).toEqual(['CP2'])
})

test('The pieces are the text, whatever is asked', () => {
  for (const question of ['', '???', 'consulta', '.* [a-z] \\ 👋', 'İstanbul']) {
    const text = 'Consulta (R$ 10): ação\n👋 fim. İstanbul'
    expect(markWords(text, question).map((piece) => piece.text).join('')).toBe(text)
  }
})
