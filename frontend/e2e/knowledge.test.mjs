// Knowledge in a real browser, against the real services and a worker. Started by tests/browser, which
// gives BASE_URL, EMAIL, VIEWER, PASSWORD, SHOTS.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { enter, launch, newPage } from './browser.mjs'
import { serious } from './serious.mjs'

const { BASE_URL, EMAIL, VIEWER, SHOTS } = process.env
const PRICES = '# Planos\n\n## Preços\n\nO plano essencial custa R$ 89,90 por mês.\n\n## Cancelamento\n\nCancele quando quiser, sem multa.\n'
let browser

before(async () => {
  browser = await launch()
})
after(() => browser.close())

async function signIn(path, { email = EMAIL, locale = 'pt-BR', ...options } = {}) {
  const { page, wrong } = await newPage(browser, options)
  page.setDefaultTimeout(20_000)
  await page.addInitScript((chosen) => localStorage.setItem('dom360.locale', chosen), locale)
  await enter(page, email)
  await page.goto(`${BASE_URL}${path}`)
  await page.locator('main h1').waitFor()
  return { page, wrong }
}

const file = (name, text) => ({ name, mimeType: 'text/markdown', buffer: Buffer.from(text) })
const row = (page, name) => page.getByRole('row', { name: new RegExp(`^${name}`) })

test('files go up, each with its own end, and are read', async () => {
  const { page, wrong } = await signIn('/knowledge')
  await page.getByText('Nenhum documento ainda').waitFor()
  assert.deepEqual(await serious(page), [])

  await page.locator('input[type=file]').first().setInputFiles([
    file('planos.md', PRICES),
    { name: 'falso.pdf', mimeType: 'application/pdf', buffer: Buffer.from('isto não é PDF') },
    { name: 'foto.png', mimeType: 'image/png', buffer: Buffer.from('x') },
  ])

  await page.getByText('O conteúdo do arquivo não é o que o nome diz').waitFor()
  await page.getByText('Este tipo de arquivo não pode ser lido').waitFor()
  await row(page, 'planos.md').getByText('Pronto').waitFor({ timeout: 40_000 })
  assert.equal(await row(page, 'falso.pdf').count(), 0)
  assert.deepEqual(await serious(page), [])
  await page.screenshot({ path: `${SHOTS}/knowledge.png` })
  // The refusal of falso.pdf is the server's, and a browser's console names every 4xx.
  assert.deepEqual(wrong.filter((line) => !line.includes('415')), [])
  await page.context().close()
})

test('a question finds the passage, with its score, and opens it in its document', async () => {
  const { page, wrong } = await signIn('/knowledge')
  await page.getByRole('tab', { name: 'Perguntar' }).click()
  await page.getByLabel('Sua pergunta').fill('quanto custa o plano?')
  await page.keyboard.press('Enter')
  await page.waitForURL(/ask=quanto/)

  const hit = page.getByRole('list', { name: 'Trechos encontrados' }).locator('li', { hasText: 'R$ 89,90' })
  await hit.getByText(/\d+% de relevância/).waitFor()
  assert.deepEqual(await hit.locator('mark').allInnerTexts(), ['plano', 'custa'])
  assert.deepEqual(await serious(page), [])
  await hit.getByRole('link', { name: 'planos.md' }).click()

  const passage = page.locator('li[aria-current=true]')
  await passage.getByText('Planos > Preços').waitFor()
  assert.deepEqual(await passage.locator('mark').allInnerTexts(), ['plano', 'custa'])
  await page.getByText('respostas usou este documento').waitFor()
  assert.deepEqual(await serious(page), [])
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('a source of an answer opens its document at the passage', async () => {
  const { page, wrong } = await signIn('/playground')
  await page.getByLabel('Telefone').fill('+5511987654321')
  await page.getByRole('textbox', { name: 'Sua mensagem' }).fill('Quanto custa o plano essencial por mês?')
  await page.keyboard.press('Enter')
  await page.getByText(/^\d+ fontes?$/).click()
  await page.locator('details[open] li', { hasText: 'R$ 89,90' }).getByRole('link', { name: 'planos.md' }).click()

  await page.waitForURL(/\/knowledge\/[0-9a-f-]{36}\?passage=\d+$/)
  await page.locator('li[aria-current=true]').getByText('R$ 89,90').waitFor()
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('a failed document says why; a document is replaced and deleted', async () => {
  const { page, wrong } = await signIn('/knowledge')
  await page.locator('input[type=file]').first().setInputFiles([file('vazio.html', '<html><body></body></html>')])
  await row(page, 'vazio.html').getByText('Nenhum texto foi encontrado').waitFor({ timeout: 40_000 })

  await page.getByRole('button', { name: 'Ações de vazio.html' }).click()
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('menuitem', { name: 'Substituir por outro arquivo' }).click(),
  ])
  await chooser.setFiles([{ name: 'outro.html', mimeType: 'text/html', buffer: Buffer.from('<html><body><p>Garantia de dois anos.</p></body></html>') }])
  await row(page, 'vazio.html').getByText('Pronto').waitFor({ timeout: 40_000 })

  await page.getByRole('button', { name: 'Ações de vazio.html' }).click()
  await page.getByRole('menuitem', { name: 'Excluir' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Excluir' }).click()
  await row(page, 'vazio.html').waitFor({ state: 'detached' })
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('an address that is none is refused before it is sent', async () => {
  const { page, wrong } = await signIn('/knowledge')
  await page.getByRole('button', { name: 'Adicionar página da web' }).click()
  await page.getByLabel('Endereço').fill('planos')
  await page.getByRole('button', { name: 'Adicionar', exact: true }).click()
  await page.getByText('Escreva o endereço inteiro').waitFor()
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('whoever may only read finds and asks, and can change nothing', async () => {
  const { page, wrong } = await signIn('/knowledge', { email: VIEWER })
  await row(page, 'planos.md').waitFor()
  assert.equal(await page.locator('input[type=file]').count(), 0)
  assert.equal(await page.getByRole('button', { name: /Adicionar|Ações/ }).count(), 0)
  await page.goto(`${BASE_URL}/knowledge?tab=ask&ask=cancelamento`)
  await page.getByText('sem multa').waitFor()
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('English and dark on a phone: nothing runs out of the screen', async () => {
  const phone = { colorScheme: 'dark', viewport: { width: 390, height: 844 }, locale: 'en' }
  const { page, wrong } = await signIn('/knowledge', phone)
  await page.getByRole('cell', { name: 'Ready' }).waitFor()
  assert.deepEqual(await serious(page), [])
  await page.screenshot({ path: `${SHOTS}/knowledge-phone-dark-en.png` })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  assert.equal(wide, false, 'the page scrolls sideways on a phone')
  assert.deepEqual(wrong, [])
  await page.context().close()
})
