// Contacts in a real browser, against the real services. Started by tests/browser, which gives BASE_URL,
// BACKEND_URL, EMAIL, VIEWER, PASSWORD, API_KEY, INBOX_ID, SHOTS.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { enter, launch, newPage } from './browser.mjs'
import { serious } from './serious.mjs'

const { BASE_URL, BACKEND_URL, EMAIL, VIEWER, API_KEY, INBOX_ID, SHOTS } = process.env
const PHONE = { width: 390, height: 844 }
const MANY = 70 // more than a page of fifty
let browser

before(async () => {
  browser = await launch()
  for (let number = 0; number < MANY; number += 1) {
    await call('/api/contacts', { phone: `+551198760${String(number).padStart(4, '0')}`, name: `Pessoa ${number}` })
  }
  const sender = { sender_phone: '+5511987650001', sender_name: 'José Ângelo' }
  await call('/api/leads', { phone: sender.sender_phone, fields: {} })
  await call('/api/chat', { inbox_id: INBOX_ID, message: 'Olá, sou da Padaria Sol e temos 40 funcionários', agent_type: 'SDR', ...sender })
})
after(() => browser.close())

async function call(path, body) {
  const response = await fetch(`${BACKEND_URL}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${API_KEY}` },
    body: JSON.stringify(body),
  })
  assert.ok(response.ok, `${path}: ${response.status} ${await response.clone().text()}`)
  return response.json()
}

async function visit(path, { email = EMAIL, locale = 'pt-BR', ...options } = {}) {
  const { page, wrong } = await newPage(browser, options)
  await page.addInitScript((chosen) => localStorage.setItem('dom360.locale', chosen), locale)
  await enter(page, email)
  await page.goto(`${BASE_URL}${path}`)
  await page.locator('main h1').waitFor()
  return { page, wrong }
}

const row = (page, name) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
// The browser says so by itself of each answer that refuses.
const refused = (line) => /status of (409|410|422)/.test(line)

test('a contact is entered; a number that is none, and one that is known, are said beside the field', async () => {
  const { page, wrong } = await visit('/contacts')
  await page.getByRole('button', { name: 'Novo contato' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Criar contato' }).click()
  await dialog.getByText('Escreva o telefone.').waitFor()
  await dialog.getByLabel('Telefone').fill('amanhã')
  await dialog.getByRole('button', { name: 'Criar contato' }).click()
  await dialog.getByText('Este telefone não existe').waitFor()

  await dialog.getByLabel('Telefone').fill('(11) 98765-0077')
  assert.equal(await dialog.getByText('Este telefone não existe').count(), 0)
  await dialog.getByLabel('Nome').fill('Zoé Prado')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Zoé Prado', level: 1 }).waitFor()
  await page.getByText('Este contato ainda não escreveu.').waitFor()
  await page.getByText('Ainda não é um lead.').waitFor()

  await page.goto(`${BASE_URL}/contacts`)
  await page.getByRole('button', { name: 'Novo contato' }).click()
  await dialog.getByLabel('Telefone').fill('+55 11 98765 0077')
  await page.keyboard.press('Enter')
  await dialog.getByText('Já existe um contato com este número.').waitFor()
  await dialog.getByRole('link', { name: 'Abrir o contato' }).click()
  await page.getByRole('heading', { name: 'Zoé Prado', level: 1 }).waitFor()
  assert.equal(await dialog.count(), 0)
  assert.deepEqual(wrong.filter((line) => !refused(line)), [])
})

test('a long list is drawn in part and loads on; the arrows walk it; a search finds, whatever the accents', async () => {
  const { page, wrong } = await visit('/contacts')
  await row(page, 'José Ângelo').waitFor()
  await page.getByRole('link', { name: 'José Ângelo' }).focus()
  await page.keyboard.press('ArrowDown')
  assert.notEqual(await page.evaluate(() => document.activeElement.textContent), 'José Ângelo')
  await page.keyboard.press('ArrowUp')
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'José Ângelo')

  const table = page.getByRole('table', { name: 'Contatos' })
  await page.mouse.move(600, 500)
  for (let turns = 0; turns < 20 && (await row(page, 'Pessoa 0').count()) === 0; turns += 1) {
    await page.mouse.wheel(0, 1200)
    await page.waitForTimeout(60)
  }
  await row(page, 'Pessoa 0').waitFor()
  assert.ok((await table.getByRole('row').count()) < MANY, 'all rows are drawn')
  assert.ok(Number(await table.getAttribute('aria-rowcount')) > MANY)

  await page.keyboard.press('/')
  await page.keyboard.type('jose ang')
  await page.waitForURL('**/contacts?q=jose+ang')
  await page.waitForFunction(() => document.querySelectorAll('[role=table] [role=row]').length === 2)
  await page.reload()
  await row(page, 'José Ângelo').waitFor()
  await page.getByLabel('Buscar nome ou telefone').fill('ninguém assim')
  await page.getByText('Ninguém com esta busca').waitFor()
  assert.deepEqual(wrong, [])
})

test('who is archived leaves the list, comes back by undo, and is found on demand', async () => {
  const { page, wrong } = await visit('/contacts?q=Pessoa 1')
  const someone = row(page, 'Pessoa 10')
  await someone.getByRole('button', { name: 'Ações: Pessoa 10' }).click()
  await page.getByRole('menuitem', { name: 'Arquivar' }).click()
  await someone.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Desfazer' }).click()
  await someone.waitFor()

  await page.getByText('Contato de volta à lista').waitFor()
  await someone.getByRole('button', { name: 'Ações: Pessoa 10' }).click()
  await page.getByRole('menuitem', { name: 'Arquivar' }).click()
  await someone.waitFor({ state: 'detached' })
  await page.getByRole('switch', { name: 'Mostrar arquivados' }).click()
  await someone.getByText('Arquivado').waitFor()
  await page.waitForURL('**archived=true**')
  await page.getByRole('link', { name: 'Pessoa 10' }).click()
  await page.getByRole('button', { name: 'Restaurar' }).click()
  await page.getByRole('button', { name: 'Arquivar' }).waitFor()
  assert.deepEqual(wrong, [])

  // In the middle of a conversation nobody is put away, and it says why.
  await page.goto(`${BASE_URL}/contacts?q=jose`)
  await row(page, 'José Ângelo').getByRole('button', { name: 'Ações' }).click()
  await page.getByRole('menuitem', { name: 'Arquivar' }).click()
  await page.getByText('Este contato tem uma conversa aberta.').waitFor()
  await row(page, 'José Ângelo').waitFor()
})

test('a contact is renamed; its conversation and its lead are one click away, and one click back', async () => {
  const { page, wrong } = await visit('/contacts?q=jose')
  await page.getByRole('link', { name: 'José Ângelo' }).click()
  await page.getByRole('button', { name: 'Editar' }).click()
  await page.getByRole('dialog').getByLabel('Nome').fill('José Ângelo Prado')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'José Ângelo Prado', level: 1 }).waitFor()

  await page.getByRole('link', { name: 'Abrir o lead' }).click()
  await page.waitForURL('**/leads/*')
  await page.getByRole('link', { name: 'Ver contato' }).click()
  await page.waitForURL('**/contacts/*')
  await page.getByRole('region', { name: 'Conversas' }).getByRole('link').click()
  await page.waitForURL('**/conversations/*')
  await page.getByText('temos 40 funcionários').first().waitFor()
  await page.getByRole('link', { name: 'José Ângelo Prado', exact: true }).and(page.locator('[href^="/contacts/"]')).click()
  await page.getByRole('heading', { name: 'José Ângelo Prado', level: 1 }).waitFor()
  await page.goBack()
  await page.waitForURL('**/conversations/*')
  assert.deepEqual(wrong, [])
})

test('who administers hands a person their data, and forgets them with a receipt', async () => {
  const { page, wrong } = await visit('/contacts?q=Pessoa 20')
  await page.getByRole('link', { name: 'Pessoa 20' }).click()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Baixar os dados' }).click()])
  assert.match(file.suggestedFilename(), /^contact-.+\.json$/)
  const exported = JSON.parse(await readFile(await file.path(), 'utf8'))
  assert.match(JSON.stringify(exported.tables), /Pessoa 20/)

  await page.getByRole('button', { name: 'Apagar a pessoa' }).click()
  await page.getByRole('dialog').getByText('somem e não voltam').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Apagar a pessoa' }).click()
  assert.match(await page.getByLabel('Recibo').inputValue(), /^[0-9a-f-]{36}$/)
  await page.screenshot({ path: `${SHOTS}/contact-erased.png` })
  await page.getByRole('button', { name: 'Pronto' }).click()
  await page.getByRole('heading', { name: 'Sem nome', level: 1 }).waitFor()
  assert.equal((await page.content()).includes('Pessoa 20'), false, 'the name stays on the screen')
  await page.getByRole('button', { name: 'Apagar a pessoa' }).waitFor({ state: 'detached' })
  assert.equal(await page.getByRole('button', { name: 'Editar' }).count(), 0)
  assert.deepEqual(wrong, [])
})

test('who may only read is offered nothing that writes, nor what is for who administers', async () => {
  const { page, wrong } = await visit('/contacts?q=jose', { email: VIEWER })
  await page.getByRole('link', { name: 'José Ângelo' }).click()
  await page.getByRole('link', { name: 'Abrir o lead' }).waitFor()
  assert.equal(await page.getByRole('main').getByRole('button').count(), 0)
  assert.equal(await page.getByText('Proteção de dados').count(), 0)
  await page.getByRole('main').getByRole('link', { name: 'Contatos' }).click()
  await row(page, 'Pessoa 69').waitFor()
  assert.equal(await page.getByRole('button', { name: /Novo contato|Ações/ }).count(), 0)
  assert.deepEqual(wrong, [])
})

for (const [colorScheme, locale] of [['light', 'pt-BR'], ['dark', 'en']]) {
  test(`contacts on a phone and on a desk are accessible and nothing is cut off, ${colorScheme} and in ${locale}`, async () => {
    const { page, wrong } = await visit('/contacts', { colorScheme, locale, viewport: PHONE })
    await page.getByRole('link', { name: 'Pessoa 69' }).waitFor()
    for (const [place, size] of [['phone', PHONE], ['desk', { width: 1280, height: 800 }]]) {
      await page.setViewportSize(size)
      await look('contacts')
      await page.getByRole('link', { name: 'Pessoa 69' }).click()
      await page.getByText(/Este contato ainda não escreveu|has not written yet/).waitFor()
      await look('contact')
      await page.goBack()
      await page.getByRole('link', { name: 'Pessoa 69' }).waitFor()

      async function look(name) {
        assert.deepEqual(await serious(page), [], `${name} on a ${place}`)
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        assert.equal(wide, 0, `${name} is too wide on a ${place}`)
        await page.screenshot({ path: `${SHOTS}/${name}-${place}-${colorScheme}.png` })
      }
    }
    assert.deepEqual(wrong, [])
  })
}
