// The chat on a company's own site: a page of another origin, with a strict policy and styles that want
// everything, in a real browser against the real services. Started by tests/browser, which gives BASE_URL,
// BACKEND_URL, EMAIL, PASSWORD, AGENT_URL (the agent of the tests), API_KEY, TENANT_ID, INBOX_ID, SHOTS.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, test } from 'node:test'
import { launch, newPage } from './browser.mjs'
import { serious } from './serious.mjs'

const { BASE_URL, BACKEND_URL, EMAIL, PASSWORD, AGENT_URL, API_KEY, TENANT_ID, INBOX_ID, SHOTS } = process.env
const WIDGET = `/api/inboxes/${INBOX_ID}/web-chat`
let browser, site, stranger, key

const POLICY = `default-src 'none'; script-src ${BASE_URL}; connect-src ${BASE_URL}; style-src 'self'`
// Styles of a page that would like to be everywhere.
const STYLES = `
  * { color: red !important; font: 40px serif !important; letter-spacing: 9px !important }
  button, input, textarea, form, p, li, section { display: none !important }`

function pageOf(lang, attributes = '') {
  return `<!doctype html><html lang="${lang}"><head><title>Padaria</title><meta charset="utf-8">
    <meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/site.css"></head>
    <body><main><h1>Padaria São João</h1></main>
    <script src="${BASE_URL}/widget.js" data-key="${key}" ${attributes} async></script></body></html>`
}

async function open() {
  const server = createServer((request, response) => {
    if (request.url === '/favicon.ico') return response.writeHead(204).end()
    const css = request.url === '/site.css'
    response.writeHead(200, { 'content-type': css ? 'text/css' : 'text/html', 'content-security-policy': POLICY })
    response.end(css ? STYLES : pageOf(request.url === '/en' ? 'en-GB' : 'pt-BR'))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, origin: `http://localhost:${server.address().port}` }
}

before(async () => {
  browser = await launch()
  ;[site, stranger] = [await open(), await open()]
  const signedIn = await fetch(`${BACKEND_URL}/api/auth/sign-in`, json('POST', { email: EMAIL, password: PASSWORD }))
  const cookie = signedIn.headers.get('set-cookie').split(';')[0]
  const as = (path, body) => fetch(BACKEND_URL + path, json('PATCH', body, { cookie }))
  await as(`/api/inboxes/${INBOX_ID}`, { greeting: 'Oi! Somos a Padaria São João. Em que podemos ajudar?' })
  const chat = await as(WIDGET, {
    enabled: true,
    allowed_origins: [site.origin],
    title: 'Padaria São João',
    privacy_url: 'https://www.example.com/privacidade',
  })
  key = (await chat.json()).public_key
})
after(async () => {
  await browser.close()
  for (const { server } of [site, stranger]) server.close().closeAllConnections()
})

function json(method, body, headers = {}) {
  return { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
}

const control = (mode, options = {}) => fetch(`${AGENT_URL}/_control`, json('PUT', { mode, tenant_id: TENANT_ID, ...options }))
const release = () => fetch(`${AGENT_URL}/_control/release`, { method: 'POST' })
async function operate(path, body, method = 'POST') {
  const answer = await fetch(`${BACKEND_URL}/api/${path}`, json(method, body, { authorization: `Bearer ${API_KEY}` }))
  return answer.json()
}
const conversationOf = async (name) =>
  (await operate('conversations', undefined, 'GET')).items.find((it) => it.contact_name === name)

async function visit(path = '/', options = {}) {
  const seen = await newPage(browser, options)
  await seen.page.goto(site.origin + path)
  return seen
}

const launcher = (page) => page.getByRole('button', { name: /^(Abrir o chat|Open the chat)/ })
const bubble = (page, text) => page.locator('dom360-chat .bubble', { hasText: text })

async function begin(page, name) {
  await launcher(page).click()
  await page.getByLabel('Seu nome').fill(name)
  await page.getByLabel('Seu telefone, com DDD').fill('(11) 98765-4321')
  await page.getByRole('button', { name: 'Começar a conversa' }).click()
  await page.getByLabel('Escreva sua mensagem').waitFor()
}

async function say(page, text) {
  await page.getByLabel('Escreva sua mensagem').fill(text)
  await page.keyboard.press('Enter')
}

test('a visitor opens the chat, says who they are, asks, and is answered', async () => {
  const { page, wrong } = await visit()
  await page.screenshot({ path: `${SHOTS}/widget-closed.png` })
  await launcher(page).click()
  await page.getByRole('dialog', { name: 'Padaria São João' }).waitFor()
  await page.getByText('Oi! Somos a Padaria São João.').waitFor()
  assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.id), 'name')
  assert.deepEqual(await serious(page), [])
  await page.screenshot({ path: `${SHOTS}/widget-form.png` })

  await page.getByRole('button', { name: 'Começar a conversa' }).click()
  await page.getByText('Escreva seu nome.').waitFor()
  await page.getByLabel('Seu nome').fill('Ana Prado')
  await page.getByLabel('Seu telefone, com DDD').fill('123')
  await page.keyboard.press('Enter')
  await page.getByText(/Confira o número/).waitFor()
  await page.getByLabel('Seu telefone, com DDD').fill('(11) 98765-4321')
  await page.keyboard.press('Enter')
  await page.getByLabel('Escreva sua mensagem').waitFor()
  assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.tagName), 'TEXTAREA')

  await say(page, 'Vocês entregam no sábado?')
  await bubble(page, 'echo: Vocês entregam no sábado?').waitFor()
  await page.locator('dom360-chat time').nth(1).waitFor()
  assert.match(await page.locator('dom360-chat [aria-live=polite]').innerText(), /^Assistente: echo: Vocês/)
  const size = await page.getByLabel('Escreva sua mensagem').evaluate((it) => window.getComputedStyle(it).fontSize)
  assert.equal(size, '15px', 'the page’s styles reach the widget')
  const spacing = await bubble(page, 'Somos').evaluate((it) => window.getComputedStyle(it).letterSpacing)
  assert.equal(spacing, 'normal', 'what the page says of every element is inherited')
  const heading = page.getByRole('heading', { name: 'Padaria São João' }).first()
  assert.equal(await heading.evaluate((it) => window.getComputedStyle(it).fontSize), '40px', 'the widget’s styles reach the page')
  assert.deepEqual(await serious(page), [])
  assert.deepEqual(wrong, [])
  await page.screenshot({ path: `${SHOTS}/widget-chat.png` })

  await page.keyboard.press('Escape')
  assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.className), 'launcher')
})

test('a page that is reloaded in the middle of an answer gets it, once', async () => {
  const { page } = await visit()
  await begin(page, 'Bia Reload')
  await control('hold')
  await say(page, 'Quanto custa?')
  await page.locator('dom360-chat .typing').waitFor()
  await page.reload()
  await bubble(page, 'Quanto custa?').waitFor()
  await page.locator('dom360-chat .typing').waitFor()
  await control('ok')
  await release()
  await bubble(page, 'echo: Quanto custa?').waitFor()
  assert.equal(await page.locator('dom360-chat .typing').count(), 0)
  assert.equal(await bubble(page, 'Quanto custa?').count(), 2)
  await page.reload()
  await bubble(page, 'echo: Quanto custa?').waitFor()
  assert.equal((await conversationOf('Bia Reload')).message_count, 2)
})

test('a person takes over, writes, and the visitor sees who it is; a break loses nothing', async () => {
  const { page } = await visit()
  await begin(page, 'Caio Pessoa')
  await say(page, 'Quero falar com alguém')
  await bubble(page, 'echo: Quero falar').waitFor()
  const { id } = await conversationOf('Caio Pessoa')
  await operate(`conversations/${id}/takeover`, {})
  await page.getByText('Uma pessoa da equipe vai continuar por aqui').waitFor()
  await page.getByText('Nossa equipe vai responder aqui').waitFor()
  await operate(`conversations/${id}/messages`, { text: 'Bom dia, Caio! Aqui é da padaria.' })
  await bubble(page, 'Aqui é da padaria').waitFor()
  await say(page, 'Que bom!')
  await bubble(page, 'Que bom!').waitFor()
  assert.equal(await page.locator('dom360-chat .typing').count(), 0)
  await page.screenshot({ path: `${SHOTS}/widget-person.png` })

  await page.getByRole('button', { name: 'Fechar o chat' }).last().click()
  await operate(`conversations/${id}/messages`, { text: 'Ainda está aí?' })
  await page.getByRole('button', { name: 'Abrir o chat: 1 nova mensagem' }).click()
  await bubble(page, 'Ainda está aí?').waitFor()

  await page.route('**/events', (route) => route.abort())
  await page.reload()
  await page.getByText('Reconectando…').waitFor()
  for (const text of ['Um', 'Dois', 'Três']) await operate(`conversations/${id}/messages`, { text: `${text} de três` })
  await page.unroute('**/events')
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await bubble(page, 'Três de três').waitFor()
  assert.equal(await page.getByText('Reconectando…').count(), 0)
  const said = await page.locator('dom360-chat .bubble').allInnerTexts()
  assert.deepEqual(said.filter((text) => text.endsWith('de três')), ['Um de três', 'Dois de três', 'Três de três'])
})

test('what an agent writes can do nothing on the page', async () => {
  const { page, wrong } = await visit()
  const text = [
    '# Preços', '', '**Pão** a `R$ 1`, veja [a lista](https://www.example.com/lista).', '',
    '- <img src=x onerror=alert(1)> ![foto](https://evil.example/x.png)', '- [clique](javascript:alert(1))',
    '', '<script>alert(1)</script> [dado](data:text/html,x) \u202Eesrever 🥖', '', 'x'.repeat(3000),
  ].join('\n')
  await control('ok', { text })
  await begin(page, 'Duda')
  await say(page, 'Oi')
  await bubble(page, 'Preços').waitFor()
  await page.locator('dom360-chat time').nth(1).waitFor()
  const inside = await bubble(page, 'Preços').evaluate((it) => ({
    images: it.querySelectorAll('img, script, iframe').length,
    links: [...it.querySelectorAll('a')].map((a) => [a.href, a.target, a.rel]),
    wide: it.scrollWidth > it.clientWidth,
  }))
  assert.deepEqual(inside, {
    images: 0,
    links: [['https://www.example.com/lista', '_blank', 'noopener noreferrer nofollow']],
    wide: false,
  })
  assert.deepEqual(wrong, [])
  await page.screenshot({ path: `${SHOTS}/widget-hostile.png` })
  await control('ok')
})

test('pages of other origins show no chat', async () => {
  const { page, wrong } = await newPage(browser)
  const refused = page.waitForEvent('requestfailed', (it) => it.url().includes('/config'))
  await page.goto(stranger.origin)
  await refused
  await page.waitForTimeout(300)
  assert.equal(await page.locator('dom360-chat').count(), 0)
  assert.ok(wrong.some((line) => /CORS/.test(line)), wrong.join())
})

test('on a phone it fills the screen, in English, and can be forgotten', async () => {
  const { page, wrong } = await visit('/en', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  await page.screenshot({ path: `${SHOTS}/widget-phone-closed.png` })
  await launcher(page).click()
  await page.getByText('Before we begin').waitFor()
  await page.waitForTimeout(300)
  const panel = page.locator('dom360-chat .panel')
  const box = await panel.boundingBox()
  assert.deepEqual([box.x, box.y, box.width, box.height], [0, 0, 390, 844])
  assert.deepEqual(await serious(page), [])
  await page.screenshot({ path: `${SHOTS}/widget-phone-form.png` })
  await page.getByLabel('Your name').fill('Eva')
  await page.getByLabel('Your phone, with area code').fill('+44 20 7946 0958')
  await page.getByRole('button', { name: 'Start the conversation' }).click()
  await page.getByLabel('Write your message').fill('Do you deliver?')
  await page.getByRole('button', { name: 'Send' }).click()
  await bubble(page, 'echo: Do you deliver?').waitFor()
  await page.locator('dom360-chat time').nth(1).waitFor()
  await page.screenshot({ path: `${SHOTS}/widget-phone.png` })
  assert.equal(await panel.evaluate((it) => it.scrollWidth > it.clientWidth), false)
  const inside = () => page.evaluate(() => document.activeElement.tagName === 'DOM360-CHAT')
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press('Tab')
    assert.ok(await inside(), 'the focus left the chat that covers the page')
  }
  await page.getByRole('button', { name: 'Forget the conversation on this device' }).click()
  await page.getByRole('button', { name: 'Forget', exact: true }).click()
  await page.getByText('Before we begin').waitFor()
  assert.equal(await page.evaluate(() => Object.keys(localStorage).length), 0)
  await page.reload()
  await page.getByText('Before we begin').waitFor()
  assert.deepEqual(wrong, [])
})

test('an administrator sets it up and sees how it looks', async () => {
  const { page, wrong } = await newPage(browser, { viewport: { width: 1280, height: 1000 } })
  await page.goto(`${BASE_URL}/sign-in?redirect=/settings/inboxes`)
  await page.locator('input[type=email]').fill(EMAIL)
  await page.locator('input[name=password]').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(({ pathname }) => pathname === '/settings/inboxes')
  wrong.length = 0
  await page.getByRole('button', { name: /^Ações: Caixa/ }).click()
  await page.getByRole('menuitem', { name: 'Chat no site' }).click()
  const dialog = page.getByRole('dialog', { name: /^Chat no site/ })
  assert.equal(await dialog.getByLabel('Código para o site').inputValue(), `<script src="${BASE_URL}/widget.js" data-key="${key}" async></script>`)
  await dialog.locator('dom360-chat .bubble', { hasText: 'das 8h às 14h' }).waitFor()
  await dialog.getByLabel('Título').fill('Fale com a gente')
  await dialog.getByRole('heading', { name: 'Fale com a gente' }).waitFor()
  await dialog.getByLabel('Sites que podem mostrar o chat').fill('padaria.com.br')
  await dialog.getByRole('button', { name: 'Salvar' }).click()
  await dialog.getByText(/Confira os endereços/).waitFor()
  await dialog.getByLabel('Sites que podem mostrar o chat').fill(`${site.origin}\nhttps://www.example.com`)
  await dialog.getByRole('button', { name: 'Salvar' }).click()
  await page.getByText('Alterações salvas').waitFor()
  assert.deepEqual(await serious(page), [])
  await page.screenshot({ path: `${SHOTS}/widget-settings.png` })
  assert.deepEqual(wrong, [])
})
