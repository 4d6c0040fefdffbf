// Leads in a real browser, against the real services. Started by tests/browser, which gives BASE_URL,
// BACKEND_URL, EMAIL, VIEWER, PASSWORD, API_KEY, INBOX_ID, SHOTS.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { enter, launch, newPage } from './browser.mjs'
import { serious } from './serious.mjs'

const { BASE_URL, BACKEND_URL, EMAIL, VIEWER, API_KEY, INBOX_ID, SHOTS } = process.env
let browser

before(async () => {
  browser = await launch()
  await say('Olá, sou dona da Padaria Sol e temos 40 funcionários')
  await say('Nosso problema são as filas no atendimento e o orçamento é de 5 mil por mês')
  await call('POST', '/api/leads', { phone: '+5511987650009', name: 'Bruno Reis', fields: {} })
})
after(() => browser.close())

async function call(method, path, body) {
  const response = await fetch(`${BACKEND_URL}${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${API_KEY}` },
    body: JSON.stringify(body),
  })
  assert.ok(response.ok, `${path}: ${response.status} ${await response.clone().text()}`)
  return response.json()
}

function say(message) {
  const sender = { sender_phone: '+5511987650001', sender_name: 'Ana Prado' }
  return call('POST', '/api/chat', { inbox_id: INBOX_ID, message, agent_type: 'SDR', ...sender })
}

async function signIn(path, { email = EMAIL, locale = 'pt-BR', ...options } = {}) {
  const { page, wrong } = await newPage(browser, options)
  page.setDefaultTimeout(15_000)
  await page.addInitScript((chosen) => localStorage.setItem('dom360.locale', chosen), locale)
  await enter(page, email)
  await page.goto(`${BASE_URL}${path}`)
  await page.locator('main h1').waitFor()
  return { page, wrong }
}

const column = (page, state) => page.locator(`section[data-state=${state}]`)
const card = (page, state, name) => column(page, state).locator('article', { hasText: name })

async function drag(page, from, to) {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()]
  await page.mouse.move(start.x + 40, start.y + start.height - 8)
  await page.mouse.down()
  await page.mouse.move(start.x + 60, start.y + start.height, { steps: 4 })
  await page.mouse.move(end.x + end.width / 2, end.y + 120, { steps: 8 })
}

test('a lead is dragged where it may go, and the counts follow', async () => {
  const { page, wrong } = await signIn('/leads')
  await card(page, 'NEW', 'Bruno Reis').waitFor()

  await drag(page, card(page, 'NEW', 'Bruno Reis'), column(page, 'QUALIFYING'))
  assert.equal(await column(page, 'QUALIFYING').getAttribute('data-over'), 'true')
  await page.mouse.up()
  await card(page, 'QUALIFYING', 'Bruno Reis').waitFor()

  await page.reload()
  await card(page, 'QUALIFYING', 'Bruno Reis').waitFor()
  assert.equal(await column(page, 'NEW').locator('header span').first().innerText(), '0')
  assert.deepEqual(await serious(page), [])
  await page.screenshot({ path: `${SHOTS}/leads-board.png` })
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('where a lead may not go it cannot be dropped', async () => {
  const { page, wrong } = await signIn('/leads')
  await card(page, 'QUALIFYING', 'Bruno Reis').waitFor()

  await drag(page, card(page, 'QUALIFYING', 'Bruno Reis'), column(page, 'SCHEDULED'))
  assert.equal(await column(page, 'SCHEDULED').getAttribute('data-over'), null)
  assert.equal(await column(page, 'SCHEDULED').getAttribute('data-closed'), 'true')
  await page.mouse.up()

  await card(page, 'QUALIFYING', 'Bruno Reis').waitFor()
  assert.equal(await card(page, 'SCHEDULED', 'Bruno Reis').count(), 0)
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('the keyboard moves a lead too, over the columns that it may not have', async () => {
  const { page, wrong } = await signIn('/leads')
  await page.getByRole('button', { name: 'Arrastar Bruno Reis' }).focus()

  await page.keyboard.press('Space')
  await page.getByText('Bruno Reis selecionado').waitFor({ state: 'attached' })
  await page.keyboard.press('ArrowRight')
  await page.getByText('Bruno Reis está sobre Qualificado').waitFor({ state: 'attached' })
  await page.keyboard.press('Space')

  await card(page, 'QUALIFIED', 'Bruno Reis').waitFor()
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('a move that nothing takes back is asked about, and its reason is kept', async () => {
  const { page, wrong } = await signIn('/leads')
  await page.getByRole('button', { name: 'Mover Bruno Reis' }).click()
  await page.getByRole('menuitem', { name: 'Desqualificado' }).click()
  await page.getByText('Isto não pode ser desfeito').waitFor()
  await page.getByLabel('Motivo').fill('Comprou de outro')
  await page.getByRole('button', { name: 'Desqualificar' }).click()
  await column(page, 'UNQUALIFIED').scrollIntoViewIfNeeded() // columns come when they are seen
  await card(page, 'UNQUALIFIED', 'Bruno Reis').waitFor()

  await card(page, 'UNQUALIFIED', 'Bruno Reis').getByRole('link').click()
  await page.getByText('Comprou de outro').waitFor()
  await page.getByText('Qualificado → Desqualificado').waitFor()
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('each thing that is known leads to the message that says it, and the score says why', async () => {
  const { page, wrong } = await signIn('/leads?view=table&q=Ana')
  await page.getByRole('link', { name: 'Ana Prado' }).click()
  await page.getByText('Padaria Sol').first().waitFor()
  await page.getByText('Há um valor definido: conta por inteiro.').waitFor()
  await page.getByText('Ainda não sabemos: não soma pontos.').first().waitFor()
  assert.deepEqual(await serious(page), [])
  await page.screenshot({ path: `${SHOTS}/lead.png` })

  await page.getByPlaceholder('Escreva um comentário').fill('Ligar na segunda')
  await page.getByRole('button', { name: 'Comentar' }).click()
  await page.locator('ol li[data-kind=comment]', { hasText: 'Ligar na segunda' }).waitFor()

  await page.getByRole('link', { name: /^Ver a mensagem/ }).first().click()
  await page.waitForURL(/\/conversations\/[0-9a-f-]{36}\?message=\d+$/)
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('an import says what is wrong with which line before anything is stored', async () => {
  const { page, wrong } = await signIn('/leads?view=table')
  const csv = 'phone;name;budget\n+5511980000001;Daniela Souza;3000\nabc;Sem Fone;\n+5511980000003;Caro;muito\n'
  await page.getByRole('button', { name: 'Importar e exportar' }).click()
  await page.getByRole('menuitem', { name: /Importar planilha/ }).click()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'leads.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })

  await page.getByRole('row', { name: /^3 phone Não é um telefone/ }).waitFor()
  await page.getByRole('row', { name: /^4 budget Não é um número/ }).waitFor()
  assert.equal(await page.getByRole('link', { name: 'Daniela Souza' }).count(), 0)
  assert.deepEqual(await serious(page), [])
  await page.getByRole('button', { name: 'Importar 1 lead' }).click()
  await page.getByRole('link', { name: 'Daniela Souza' }).waitFor()
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('filters stand in the address, are saved under a name, and go out as a file', async () => {
  const { page, wrong } = await signIn('/leads?view=table')
  await page.getByPlaceholder('Buscar nome').fill('daniela')
  await page.waitForURL(/q=daniela/)
  await page.getByRole('link', { name: 'Daniela Souza' }).waitFor()
  await page.getByRole('link', { name: 'Ana Prado' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Salvar filtro' }).click()
  await page.getByLabel('Nome do filtro').fill('Danielas')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Danielas', exact: true }).click()
  await page.getByRole('link', { name: 'Ana Prado' }).waitFor()

  await page.reload()
  await page.getByRole('button', { name: 'Danielas', exact: true }).click()
  await page.waitForURL(/q=daniela/)
  await page.getByRole('button', { name: 'Importar e exportar' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /ponto e vírgula/ }).click(),
  ])
  assert.equal(download.suggestedFilename(), 'leads.csv')
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('a duplicate ends in the lead that one chose', async () => {
  const { page, wrong } = await signIn('/leads?view=table&q=Ana')
  await page.getByRole('link', { name: 'Ana Prado' }).click()
  await page.getByRole('button', { name: 'Unir duplicado' }).click()
  await page.getByLabel('Qual lead é o duplicado?').fill('Daniela')
  await page.getByRole('radio', { name: /Daniela Souza/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Unir duplicado' }).click()
  await page.getByText('Leads unidos').waitFor()
  await page.goto(`${BASE_URL}/leads?view=table&q=Daniela`)
  await page.getByText('Nenhum lead com estes filtros').waitFor()
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('whoever may only read sees the board and can change nothing', async () => {
  const { page, wrong } = await signIn('/leads', { email: VIEWER })
  await column(page, 'QUALIFIED').getByText('Ana Prado').waitFor()
  assert.equal(await page.getByRole('button', { name: /Arrastar|Mover|Novo lead/ }).count(), 0)

  await page.getByRole('link', { name: 'Ana Prado' }).click()
  await page.getByText('Padaria Sol').first().waitFor()
  assert.equal(await page.getByRole('button', { name: /Editar|Unir|Comentar|Salvar/ }).count(), 0)
  assert.equal(await page.locator('main textarea').count(), 0)
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('English and dark on a phone: nothing runs out of the screen', async () => {
  const phone = { colorScheme: 'dark', viewport: { width: 390, height: 844 }, locale: 'en' }
  const { page, wrong } = await signIn('/leads', phone)
  await column(page, 'QUALIFIED').scrollIntoViewIfNeeded()
  await column(page, 'QUALIFIED').getByRole('link', { name: 'Ana Prado' }).click()
  await page.getByText('What we know').waitFor()
  await page.screenshot({ path: `${SHOTS}/lead-phone-dark-en.png` })
  await page.goto(`${BASE_URL}/leads?view=table`)
  const table = page.getByRole('table', { name: 'Leads' })
  await table.getByText('Qualified').first().waitFor()
  const over = await table.evaluate((it) => it.parentElement.scrollWidth - it.parentElement.clientWidth)
  assert.equal(over, 0, 'the table scrolls sideways on a phone')
  assert.deepEqual(await serious(page), [])
  await page.screenshot({ path: `${SHOTS}/leads-table-phone-dark-en.png` })
  await page.goBack()
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  assert.equal(wide, false, 'the page scrolls sideways on a phone')
  assert.deepEqual(await serious(page), [])
  assert.deepEqual(wrong, [])
  await page.context().close()
})
