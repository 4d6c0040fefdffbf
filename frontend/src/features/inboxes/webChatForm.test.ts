import { expect, test } from 'vitest'

import { isOrigin, linesOf, patchOf, snippetOf, valuesOf } from './webChatForm'

const CHAT = {
  inbox_id: '1',
  enabled: true,
  public_key: 'web_1',
  allowed_origins: ['https://a.example.com', 'https://b.example.com'],
  title: null,
  color: '#125f69',
  position: 'right' as const,
  privacy_url: null,
}

test('What is shown and saved unchanged stays what it was', () => {
  const saved = patchOf(valuesOf(CHAT))

  expect({ ...CHAT, ...saved }).toEqual(CHAT)
  expect(Object.keys(saved)).toHaveLength(6)
})

test('Origins may be parted by lines, commas or spaces', () => {
  expect(linesOf(' https://a.example\n\nhttps://b.example, https://c.example ')).toHaveLength(3)
})

test.each([
  ['https://www.example.com', true],
  ['http://localhost:8080/', true],
  ['www.example.com', false],
  ['https://www.example.com/loja', false],
  ['javascript:alert(1)', false],
])('%s as an origin: %s', (text, is) => {
  expect(isOrigin(text)).toBe(is)
})

test('The snippet is one script tag', () => {
  expect(snippetOf('https://chat.example', 'web_1')).toBe(
    '<script src="https://chat.example/widget.js" data-key="web_1" async></script>',
  )
})
