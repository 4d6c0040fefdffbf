import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { expect, test } from 'vitest'

import { ptBR } from '@/messages/ptBR'
import { MarkdownText, safeUrl } from '@/ui/MarkdownText'

function html(text: string): string {
  return renderToStaticMarkup(
    <IntlProvider locale="pt-BR" messages={ptBR} timeZone="UTC">
      <MarkdownText text={text} />
    </IntlProvider>,
  )
}

test.each([
  '![x](https://evil.example/p.png)',
  '![x][1]\n\n[1]: https://evil.example/p.png',
  '<img src="https://evil.example/p.png">',
  '[![x](https://evil.example/p.png)](https://evil.example)',
  '![x](data:image/svg+xml;base64,PHN2Zy8+)',
])('No image is ever requested: %s', (text) => {
  expect(html(text)).not.toMatch(/<[^>]+(src|srcset|background|style)=|<img|<picture/i)
})

test.each([
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\nscript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](vbscript:x)',
  '[x](file:///etc/passwd)',
  '<javascript:alert(1)>',
])('A link that could run or read something has no address: %s', (text) => {
  expect(html(text)).not.toMatch(/href="(?!https?:|mailto:|tel:)/i)
})

test.each(['<script>alert(1)</script>', '<b onclick="x">hi</b>', '<iframe src="https://evil.example">', '<svg onload=x>'])(
  'HTML stays text: %s',
  (text) => {
    expect(html(text)).not.toMatch(/<(script|b|iframe|svg)\b/i)
  },
)

test('A web link opens apart and tells nothing about us', () => {
  const link = html('[site](https://clinica.example)')

  expect(link).toContain('href="https://clinica.example"')
  expect(link).toContain('target="_blank"')
  expect(link).toContain('noopener noreferrer')
})

test('A missing image says what it was', () => {
  expect(html('![Foto da clínica](https://x.example/a.png)')).toContain('Imagem não carregada: Foto da clínica')
})

test('Web, mail and phone addresses pass, relative ones do not', () => {
  expect(safeUrl('mailto:ana@clinica.example')).toBe('mailto:ana@clinica.example')
  expect(safeUrl('tel:+5511987654321')).toBe('tel:+5511987654321')
  expect(safeUrl('/api/auth/sign-out')).toBe('')
  expect(safeUrl('//evil.example')).toBe('')
})
