// Dashboards in a real browser, against the real services. Started by tests/browser, which gives BASE_URL,
// BACKEND_URL, EMAIL, VIEWER, MASTER, SLUG, PASSWORD, API_KEY, INBOX_ID, SHOTS.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { enter, launch, newPage } from './browser.mjs'
import { serious } from './serious.mjs'

const { BASE_URL, BACKEND_URL, EMAIL, VIEWER, MASTER, SLUG, API_KEY, INBOX_ID, SHOTS } = process.env
const TABS = ['usage', 'cost', 'performance', 'funnel']
let browser

before(async () => {
  browser = await launch()
  const ways = [
    [[], 'Feira'],
    [['QUALIFYING'], 'feira'],
    [['QUALIFYING', 'NURTURING'], 'Site'],
    [['UNQUALIFIED'], 'Site'],
    [['QUALIFYING', 'QUALIFIED', 'SCHEDULED', 'COMPLETED'], null],
    [['QUALIFYING', 'QUALIFIED', 'UNQUALIFIED', 'CLOSED'], null],
  ]
  for (const [n, [states, source]] of ways.entries()) {
    const body = { phone: `+551198765010${n}`, name: `Lead ${n}`, fields: {}, ...(source ? { source } : {}) }
    const lead = await call('POST', '/api/leads', body)
    for (const state of states) await call('POST', `/api/leads/${lead.id}/state`, { state })
  }
  for (const n of [1, 2]) {
    const sender = { sender_phone: `+551198765020${n}`, sender_name: `Contato ${n}` }
    await call('POST', '/api/chat', { inbox_id: INBOX_ID, message: 'Olá', agent_type: 'SDR', ...sender })
  }
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

async function signIn(path, { email = EMAIL, locale = 'pt-BR', ...options } = {}) {
  const { page, wrong } = await newPage(browser, options)
  page.setDefaultTimeout(15_000)
  await page.addInitScript((chosen) => localStorage.setItem('dom360.locale', chosen), locale)
  await enter(page, email)
  await page.goto(`${BASE_URL}${path}`)
  await page.locator('h1').waitFor()
  await page.waitForURL(({ pathname }) => pathname !== '/sign-in')
  return { page, wrong }
}

const card = (page, title) => page.getByRole('region', { name: title, exact: true })
const asTable = (chart) => chart.locator('label').filter({ hasText: 'Tabela' }).click()
const search = (page) => new URL(page.url()).searchParams

test('what one looks at stands in the address, stays from tab to tab, and back brings it back', async () => {
  const { page, wrong } = await signIn('/dashboards/usage')
  await page.getByText('Tokens no total').waitFor()
  await page.getByRole('combobox', { name: 'Período' }).click()
  await page.getByRole('option', { name: 'Últimos 7 dias' }).click()
  await page.waitForURL(/preset=7d/)
  await page.getByRole('switch', { name: 'Comparar com antes' }).click()
  await page.waitForURL(/compare=true/)
  await page.getByText('comparado com').waitFor()

  await page.getByRole('link', { name: 'Custos', exact: true }).click()
  await page.getByRole('heading', { name: 'Custos', exact: true }).waitFor()
  assert.equal(search(page).get('preset'), '7d')
  assert.equal(search(page).get('compare'), 'true')
  await page.goBack()
  await page.getByRole('heading', { name: 'Uso de tokens' }).waitFor()
  await page.goBack()
  await page.waitForURL((url) => !url.searchParams.has('compare'))
  assert.equal(search(page).get('preset'), '7d')
  await page.getByText('comparado com').waitFor({ state: 'detached' })

  await page.reload()
  await page.getByText('Tokens no total').waitFor()
  assert.equal(await page.getByRole('combobox', { name: 'Período' }).inputValue(), 'Últimos 7 dias')
  await page.getByText(/^Dados de .+ \(America\/Sao_Paulo\)/).waitFor()
  await page.getByText('Ainda não conferido com as mensagens').waitFor()
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('a chart is a table too, and both go along as files', async () => {
  const { page, wrong } = await signIn('/dashboards/usage?preset=today')
  const chart = card(page, 'Tokens ao longo do tempo')
  await chart.locator('[data-chart] svg.recharts-surface').first().waitFor()

  await chart.getByRole('button', { name: 'Baixar “Tokens ao longo do tempo”' }).click()
  const [png] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Imagem (PNG)' }).click()])
  assert.match(png.suggestedFilename(), /\.png$/)
  const bytes = await readFile(await png.path())
  assert.deepEqual([...bytes.subarray(1, 4)], [...Buffer.from('PNG')])
  assert.ok(bytes.length > 5_000, 'the picture is empty')

  await asTable(chart)
  await chart.getByRole('table').waitFor()
  await chart.getByRole('button', { name: 'Baixar “Tokens ao longo do tempo”' }).click()
  const [csv] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Tabela (CSV)' }).click()])
  const lines = (await readFile(await csv.path(), 'utf8')).trim().split(/\r?\n/)
  assert.match(lines[0], /first_day/)
  assert.equal(lines.length, 2)
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('every number of the funnel leads to as many leads', async () => {
  const { page, wrong } = await signIn('/dashboards/funnel?preset=today')
  const there = page.url()
  await card(page, 'Do primeiro contato à venda').getByRole('listitem').first().waitFor()
  await page.screenshot({ path: `${SHOTS}/funnel.png` })
  await asTable(card(page, 'Por semana de início'))
  await card(page, 'Por semana de início').getByRole('table').waitFor()

  const numbers = await page
    .locator('main a[href^="/leads?"]')
    .evaluateAll((links) => links.map((link) => ({ href: link.getAttribute('href'), count: Number(link.textContent) })))
  const each = new Map(numbers.map(({ href, count }) => [href, count]))
  assert.ok(each.size >= 20, `only ${each.size} numbers lead anywhere`)
  assert.ok(numbers.every(({ count }) => count > 0))

  // By the click, as people go: and back is where they came from.
  await page.getByRole('link', { name: 'Ver os leads: Qualificados, 2' }).first().click()
  await page.getByRole('status').filter({ hasText: /^2 leads$/ }).waitFor()
  await page.getByText('Chegou a: Qualificado').waitFor()
  assert.equal(await page.getByRole('table', { name: 'Leads' }).getByRole('row').count(), 3)
  await page.screenshot({ path: `${SHOTS}/funnel-leads.png` })
  await page.goBack()
  await page.waitForURL(there)

  for (const [href, count] of each) {
    await page.evaluate((address) => window.history.pushState(null, '', address), href)
    const words = count === 1 ? '1 lead' : `${count} leads`
    await page.getByRole('status').filter({ hasText: new RegExp(`^${words}$`) }).waitFor()
    const rows = page.getByRole('table', { name: 'Leads' }).getByRole('row')
    // The rows of before stay until the new ones are there.
    for (let tries = 0; tries < 50 && (await rows.count()) !== count + 1; tries += 1) await page.waitForTimeout(100)
    assert.equal(await rows.count(), count + 1, href)
  }
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('who only reads sees the figures of their company, and not those of others', async () => {
  const { page, wrong } = await signIn('/dashboards/cost', { email: VIEWER })
  await page.getByRole('heading', { name: 'Custos', exact: true }).waitFor()
  await card(page, 'Custo ao longo do tempo').waitFor()
  assert.equal(await page.getByRole('link', { name: 'Empresas' }).count(), 0)
  await page.goto(`${BASE_URL}/dashboards/companies`)
  await page.waitForURL('**/dashboards/usage')
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('a MASTER finds a company, says why, and compares all of them', async () => {
  const { page, wrong } = await signIn('/choose-tenant', { email: MASTER })
  await page.getByLabel('Por que você vai entrar?').fill('Fechamento do mês')
  const finder = page.getByLabel('Procurar empresa')
  if (await finder.count()) await finder.fill(SLUG.toUpperCase())
  await page.getByRole('button', { name: new RegExp(SLUG) }).click()
  await page.waitForURL('**/conversations')
  await page.goto(`${BASE_URL}/dashboards/usage?preset=7d`)
  await page.getByRole('link', { name: 'Empresas', exact: true }).click()
  const table = page.getByRole('table', { name: 'Consumo por empresa' })
  await table.getByRole('row').nth(2).waitFor()
  assert.ok((await table.getByRole('row').count()) > 2)
  // Among however many there are.
  await page.getByLabel('Procurar empresa').fill(SLUG.toUpperCase())
  await page.waitForURL(/company=/)
  await table.getByRole('row').nth(2).waitFor({ state: 'detached' })
  assert.equal(await table.getByText('você está aqui').count(), 1)
  assert.equal(search(page).get('preset'), '7d')
  assert.deepEqual(wrong, [])
  await page.context().close()
})

for (const [colorScheme, locale] of [['light', 'pt-BR'], ['dark', 'en']]) {
  test(`the dashboards fit on a phone and are accessible, ${colorScheme} and in ${locale}`, async () => {
    const viewport = { width: 390, height: 844 }
    const { page, wrong } = await signIn('/dashboards/usage?preset=today&compare=true', { colorScheme, locale, viewport })
    for (const tab of TABS) {
      await page.goto(`${BASE_URL}/dashboards/${tab}?preset=today&compare=true`)
      await page.locator('main section section').first().waitFor()
      assert.deepEqual(await serious(page), [], tab)
      const wide = await page.evaluate(() => {
        const bar = document.querySelector('nav').parentElement
        return [document.documentElement, document.querySelector('main'), bar].filter((it) => it.scrollWidth > it.clientWidth + 1).length
      })
      assert.equal(wide, 0, `${tab} runs out of the screen`)
      const current = await page.locator('main nav [aria-current=page]').boundingBox()
      assert.ok(current.x >= 0 && current.x + current.width <= 390, `the tab ${tab} is out of sight`)
    }
    await page.screenshot({ path: `${SHOTS}/funnel-phone-${colorScheme}.png` })
    assert.deepEqual(wrong, [])
    await page.context().close()
  })
}
