// Budgets in a real browser, against the real services. Started by tests/browser, which gives BASE_URL,
// BACKEND_URL, EMAIL, VIEWER, PASSWORD, API_KEY, INBOX_ID, SHOTS.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { enter, launch, newPage } from './browser.mjs'
import { serious } from './serious.mjs'

const { BASE_URL, BACKEND_URL, EMAIL, VIEWER, API_KEY, INBOX_ID, SHOTS } = process.env
let browser

before(async () => {
  browser = await launch()
})
after(() => browser.close())

async function signIn(path, { email = EMAIL, locale = 'pt-BR', ...options } = {}) {
  const { page, wrong } = await newPage(browser, options)
  await page.addInitScript((chosen) => localStorage.setItem('dom360.locale', chosen), locale)
  await enter(page, email)
  await page.goto(`${BASE_URL}${path}`)
  await page.locator('main h1').waitFor()
  return { page, wrong }
}

function chat(phone) {
  return fetch(`${BACKEND_URL}/api/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${API_KEY}` },
    body: JSON.stringify({ inbox_id: INBOX_ID, message: 'Olá, quero saber sobre produtos', sender_phone: phone, agent_type: 'SDR' }),
  })
}

const company = (page) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Empresa toda' }) })

test('a budget is made, watched, lowered and taken away', async () => {
  const { page, wrong } = await signIn('/settings/budgets')
  await page.getByText('Ainda não há limites').waitFor()
  await page.getByRole('button', { name: 'Novo limite' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Criar limite' }).click()
  await dialog.getByText('Escreva um limite de tokens, de custo, ou os dois.').waitFor()
  await dialog.getByLabel('Tokens').fill('1000000')
  await dialog.getByLabel('Custo em dólares').fill('12,5')
  assert.deepEqual(await serious(page), [])
  await dialog.getByRole('button', { name: 'Criar limite' }).click()

  const tokens = company(page).getByRole('meter', { name: 'Tokens: Empresa toda' })
  await tokens.waitFor()
  await company(page).getByText('de 1.000.000 tokens').waitFor()
  await company(page).getByText('de US$ 12,50').waitFor()
  assert.match(await tokens.getAttribute('aria-valuetext'), /^0 tokens usados/)

  assert.equal((await chat('+5511987650001')).status, 200)
  await page.reload()
  assert.match(await tokens.getAttribute('aria-valuetext'), /^[1-9]\d* tokens usados de 1\.000\.000 tokens/)

  await company(page).getByRole('button', { name: /^Ações/ }).click()
  await page.getByRole('menuitem', { name: 'Alterar' }).click()
  await dialog.getByLabel('Tokens').fill('10')
  await dialog.getByLabel('Custo em dólares').fill('')
  await dialog.getByRole('button', { name: 'Salvar' }).click()
  await company(page).getByText('Esgotado').waitFor()
  assert.equal(await tokens.getAttribute('aria-valuenow'), '100')
  assert.equal(await company(page).getByRole('meter').count(), 1)
  assert.equal((await chat('+5511987650002')).status, 402)
  await page.screenshot({ path: `${SHOTS}/budgets.png` })
  assert.deepEqual(await serious(page), [])

  await company(page).getByRole('button', { name: /^Ações/ }).click()
  await page.getByRole('menuitem', { name: 'Remover' }).click()
  await dialog.getByRole('button', { name: 'Remover' }).click()
  await page.getByText('Ainda não há limites').waitFor()
  assert.equal((await chat('+5511987650002')).status, 200)
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('an inbox has one budget of a kind, and a second is refused in words', async () => {
  const { page } = await signIn('/settings/budgets')
  const dialog = page.getByRole('dialog')
  for (const round of [1, 2]) {
    await page.getByRole('button', { name: 'Novo limite' }).first().click()
    await dialog.getByRole('combobox', { name: 'Para quem' }).click()
    await page.getByRole('option', { name: 'Caixa de entrada' }).click()
    await dialog.getByRole('combobox', { name: 'Qual caixa' }).click()
    await page.getByRole('option').first().click()
    await dialog.getByText('Por dia').click()
    await dialog.getByText('Só avisa').click()
    await dialog.getByLabel('Tokens').fill('5000')
    await dialog.getByRole('button', { name: 'Criar limite' }).click()
    if (round === 1) await dialog.waitFor({ state: 'detached' })
  }
  await dialog.getByRole('alert').getByText('Já existe um limite deste tipo').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { name: /^Caixa de entrada: / }).waitFor()
  await page.context().close()
})

test('who only reads sees the bars and changes nothing, also on a phone in the dark', async () => {
  const phone = { colorScheme: 'dark', viewport: { width: 390, height: 844 }, locale: 'en' }
  const { page, wrong } = await signIn('/settings/budgets', { email: VIEWER, ...phone })
  await page.getByRole('meter').first().waitFor()
  assert.equal(await page.getByRole('button', { name: /New budget|Actions/ }).count(), 0)
  assert.deepEqual(await serious(page), [])
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  assert.equal(wide, false, 'the page scrolls sideways on a phone')
  await page.screenshot({ path: `${SHOTS}/budgets-phone-dark.png` })
  assert.deepEqual(wrong, [])
  await page.context().close()
})
