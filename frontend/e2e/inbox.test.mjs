// Operators at work in the inbox, in real browsers, against the real services. Started by tests/browser,
// which gives BASE_URL, BACKEND_URL, EMAIL, VIEWER, PASSWORD, AGENT_URL (the agent of
// the tests), API_KEY, INBOX_ID, SHOTS.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { enter, launch, newPage } from './browser.mjs'
import { serious } from './serious.mjs'

const { BASE_URL, BACKEND_URL, EMAIL, VIEWER, PASSWORD, API_KEY, INBOX_ID, SHOTS, AGENT_URL } = process.env
let browser
let ana

before(async () => {
  browser = await launch()
})
after(() => browser.close())

async function signIn(options, email = EMAIL) {
  const { page, wrong } = await newPage(browser, options)
  await enter(page, email)
  await page.goto(BASE_URL)
  await page.waitForURL('**/conversations')
  return { page, wrong }
}

async function write(text, phone = '+5511987650001', name = 'Ana Prado', more = {}) {
  const response = await fetch(`${BACKEND_URL}/api/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${API_KEY}` },
    body: JSON.stringify({ inbox_id: INBOX_ID, message: text, sender_phone: phone, sender_name: name, agent_type: 'SDR', ...more }),
  })
  return response.json()
}

function control(body) {
  return fetch(`${AGENT_URL}/_control`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

const row = (page, name) => page.locator('aside li a', { hasText: name })
// The agent of the tests echoes: what the contact or a colleague said is asked for by its kind.
const bubble = (page, text) => page.locator('main ol li:not([data-kind=agent])', { hasText: text })

test('an empty inbox says what to do next', async () => {
  const { page, wrong } = await signIn()

  await page.getByText('Nenhuma conversa ainda').waitFor()
  await page.getByRole('link', { name: 'Abrir a área de testes' }).waitFor()

  assert.deepEqual(await serious(page), [])
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('a new conversation appears in two browsers at once, and each sees what the other does', async () => {
  const [one, two] = [await signIn(), await signIn()]

  ana = (await write('Olá, quero saber sobre produtos')).conversation_id
  await Promise.all([row(one.page, 'Ana Prado').waitFor(), row(two.page, 'Ana Prado').waitFor()])
  await row(one.page, 'Ana Prado').click()
  await row(two.page, 'Ana Prado').click()
  await bubble(one.page, 'Olá, quero saber sobre produtos').waitFor()
  await one.page.getByRole('button', { name: 'Assumir' }).first().click()
  await two.page.getByText('Você responde').waitFor()
  await one.page.getByLabel('Resposta ao contato').fill('Oi Ana, aqui é uma pessoa.')
  await one.page.keyboard.press('Enter')
  await bubble(two.page, 'Oi Ana, aqui é uma pessoa.').waitFor()
  await write('Que bom!')
  await Promise.all([bubble(one.page, 'Que bom!').waitFor(), bubble(two.page, 'Que bom!').waitFor()])

  assert.equal(await bubble(two.page, 'Oi Ana, aqui é uma pessoa.').count(), 1, 'nothing comes twice')
  assert.deepEqual(await serious(one.page), [])
  await one.page.screenshot({ path: `${SHOTS}/inbox.png` })
  assert.deepEqual([...one.wrong, ...two.wrong], [])
  await one.page.context().close()
  await two.page.context().close()
})

test('COPILOT is asked beside the conversation, and its answer goes into the reply', async () => {
  const { page, wrong } = await signIn()
  await page.goto(`${BASE_URL}/conversations/${ana}`)
  await page.getByRole('button', { name: 'COPILOT' }).click()
  await page.getByRole('button', { name: 'Resuma esta conversa' }).click()
  await page.getByRole('button', { name: 'Usar na resposta' }).click()

  assert.match(await page.getByLabel('Resposta ao contato').inputValue(), /Resuma esta conversa/)
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('a note, a label, a ready answer, resolved and reopened', async () => {
  const { page, wrong } = await signIn()
  await page.goto(`${BASE_URL}/conversations/${ana}`)
  await bubble(page, 'Que bom!').waitFor()

  await page.locator('main section h2').click()
  await page.keyboard.press('n')
  await page.getByLabel('Nota interna').fill('Cliente antiga, tratar bem')
  await page.keyboard.press('Enter')
  await page.locator('main ol li[data-kind=note]', { hasText: 'tratar bem' }).waitFor()

  await page.getByRole('button', { name: 'Escolher etiquetas' }).click()
  await page.getByLabel('Buscar ou criar etiqueta').fill('VIP')
  await page.getByText('Criar “VIP”').click()
  await row(page, 'Ana Prado').getByText('VIP').waitFor()
  await page.keyboard.press('Escape')

  await page.getByText('Responder', { exact: true }).click()
  await page.getByLabel('Resposta ao contato').fill('Bom dia! Como posso ajudar?')
  await page.getByRole('button', { name: 'Guardar o texto como resposta pronta' }).click()
  await page.getByLabel('Atalho').fill('bomdia')
  await page.getByRole('button', { name: 'Guardar', exact: true }).click()
  await page.getByLabel('Resposta ao contato').fill('')
  await page.getByLabel('Resposta ao contato').pressSequentially('/bom')
  await page.getByRole('option', { name: '/bomdia' }).waitFor()
  await page.keyboard.press('Enter')
  assert.equal(await page.getByLabel('Resposta ao contato').inputValue(), 'Bom dia! Como posso ajudar?')

  await page.getByRole('button', { name: 'Resolver' }).click()
  await page.getByRole('button', { name: 'Reabrir' }).first().waitFor()
  await page.getByText('Nenhuma conversa ainda').waitFor() // it has left the list of open ones
  await page.getByRole('button', { name: 'Reabrir' }).first().click()
  await row(page, 'Ana Prado').waitFor()
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('filters stand in the address: a link shows the same, and back goes back', async () => {
  const { page, wrong } = await signIn()
  await page.getByRole('link', { name: /^Minhas/ }).click()
  await page.waitForURL('**/conversations?tab=mine')
  await row(page, 'Ana Prado').waitFor()
  await page.getByPlaceholder('Buscar por nome').fill('ninguém assim')
  await page.waitForURL(/q=/)
  await page.getByText('Nada com estes filtros').waitFor()
  await page.reload()
  await page.getByText('Nada com estes filtros').waitFor()
  await page.getByRole('button', { name: 'Limpar filtros' }).click()
  await row(page, 'Ana Prado').click()
  await page.waitForURL(/\/conversations\/[0-9a-f-]{36}\?tab=mine/)
  await page.goBack()
  await page.waitForURL('**/conversations?tab=mine')
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('a takeover during a running answer drops it, and both sides stay clear', async () => {
  const { page } = await signIn()
  await control({ mode: 'hold', request_id: 'slow-one' })
  const answer = write('Pode demorar', '+5511987650002', 'Bruno Reis', { request_id: 'slow-one' })
  await row(page, 'Bruno Reis').click()
  await page.getByText('SDR está respondendo').waitFor()

  await page.getByRole('button', { name: 'Assumir' }).first().click()
  await page.getByText('Você responde').waitFor()
  await page.getByLabel('Resposta ao contato').fill('Eu cuido disso.')
  await page.keyboard.press('Enter')
  await bubble(page, 'Eu cuido disso.').waitFor()
  await fetch(`${AGENT_URL}/_control/release`, { method: 'POST' })

  assert.equal((await answer).assistant_message, null, 'the contact is told nothing of it')
  await page.locator('main ol li[data-kind=dropped]').waitFor()
  await page.context().close()
})

test('a lost connection is said, and what happened meanwhile is there when it is back', async () => {
  const { page } = await signIn()
  await row(page, 'Ana Prado').click()
  await bubble(page, 'Que bom!').waitFor()

  await page.context().setOffline(true)
  await page.getByText('Sem conexão com a internet').waitFor()
  await write('Escrevi enquanto você estava fora')
  await page.context().setOffline(false)

  await bubble(page, 'Escrevi enquanto você estava fora').waitFor({ timeout: 20_000 })
  assert.equal(await bubble(page, 'Escrevi enquanto você estava fora').count(), 1)
  await page.context().close()
})

test('hostile words stay words', async () => {
  const { page, wrong } = await signIn()
  const hostile = [
    '<img src=https://evil.example/x.png onerror=alert(1)> <script>alert(1)</script>',
    '![x](https://evil.example/p.png) [clique](javascript:alert(1))',
    'مرحبا، أريد معرفة المزيد 👩‍👩‍👧‍👦 \u202Eoãçneta',
    `${'muito '.repeat(4000)}fim`,
  ]
  page.on('dialog', () => wrong.push('a dialog opened'))
  for (const text of hostile) await write(text, '+5511987650003', 'Eva <b>Hostil</b>')

  await row(page, 'Eva').click()
  await bubble(page, 'fim').first().waitFor()
  assert.equal(await page.locator('main ol img, main ol script, main ol b').count(), 0)
  assert.equal(await page.locator('main a[href^="javascript"]').count(), 0)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  assert.equal(wide, false)
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('whoever may only read sees it all and can write nothing', async () => {
  const { page, wrong } = await signIn({}, VIEWER)
  await row(page, 'Ana Prado').click()
  await bubble(page, 'Que bom!').waitFor()
  await page.getByText('seu acesso é de leitura').waitFor()

  assert.equal(await page.getByRole('button', { name: /Assumir|Resolver|Devolver/ }).count(), 0)
  assert.equal(await page.locator('textarea').count(), 0)
  assert.equal(await page.getByRole('link', { name: 'Testes' }).count(), 0)
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('the keyboard alone is enough: palette, list, reply', async () => {
  const { page, wrong } = await signIn()
  await row(page, 'Ana Prado').waitFor()
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('Ir a uma página').fill('ana prado')
  await page.getByRole('button', { name: 'Ana Prado' }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/conversations\/[0-9a-f-]{36}/)
  await bubble(page, 'Que bom!').waitFor()
  await page.locator('main section h2').click()
  const before = page.url()
  await page.keyboard.press('j')
  await page.waitForFunction((url) => location.href !== url, before)
  assert.deepEqual(wrong, [])
  await page.context().close()
})

test('English and dark on a phone: one pane at a time, nothing runs out of the screen', async () => {
  const { page, wrong } = await newPage(browser, { colorScheme: 'dark', viewport: { width: 390, height: 844 } })
  await page.addInitScript(() => localStorage.setItem('dom360.locale', 'en'))
  await page.goto(BASE_URL)
  await page.locator('input[type=email]').fill(EMAIL)
  await page.locator('input[name=password]').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/conversations')
  await row(page, 'Ana Prado').waitFor()
  assert.deepEqual(await serious(page), [])
  await row(page, 'Ana Prado').click()
  await bubble(page, 'Que bom!').waitFor()
  assert.equal(await page.locator('aside li a').first().isVisible(), false)
  assert.deepEqual(await serious(page), [])
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  assert.equal(wide, false, 'the page scrolls sideways on a phone')
  await page.screenshot({ path: `${SHOTS}/inbox-phone-dark-en.png` })
  await page.getByRole('link', { name: 'Back to the list' }).click()
  await row(page, 'Ana Prado').waitFor()
  assert.deepEqual(wrong, [])
  await page.context().close()
})

// The real first page's first row, ten thousand times over, in pages as the backend cuts them.
async function tenThousand(page) {
  const rows = []
  await page.route(/\/api\/conversations\?/, async (route) => {
    if (rows.length === 0) {
      const [real] = (await (await route.fetch()).json()).items
      const newest = Date.parse(real.last_message_at)
      for (let place = 0; place < 10_000; place += 1) {
        const id = `00000000-0000-4000-8000-${String(99_999 - place).padStart(12, '0')}`
        const last_message_at = new Date(newest - place * 1000).toISOString()
        rows.push({ ...real, id, contact_name: `Contato ${place + 1}`, last_message_at })
      }
    }
    const query = new URL(route.request().url()).searchParams
    const from = Number(query.get('cursor') ?? 0)
    const until = from + Number(query.get('limit'))
    await route.fulfill({ json: { items: rows.slice(from, until), cursor: until < rows.length ? String(until) : null } })
  })
}

test('ten thousand conversations are scrolled through, with a handful of rows drawn at a time', async () => {
  const { page, wrong } = await newPage(browser)
  await enter(page, EMAIL)
  await tenThousand(page)
  await page.goto(`${BASE_URL}/conversations`)
  await page.locator('aside li[aria-setsize]').first().waitFor()

  const seen = await page.evaluate(async () => {
    const list = document.querySelector('aside ul[aria-label]')
    const viewport = list.parentElement
    const frame = () => new Promise((done) => requestAnimationFrame(done))
    const size = () => Number(list.querySelector('li')?.getAttribute('aria-setsize') ?? 0)
    const most = { rows: 0 }
    const look = () => {
      most.rows = Math.max(most.rows, list.childElementCount)
    }
    const until = Date.now() + 60_000
    while (size() < 10_000 && Date.now() < until) {
      viewport.scrollTop = viewport.scrollHeight
      await frame()
      look()
    }
    const loaded = size()

    // All of it is there: now what a wheel does, frame by frame.
    const long = []
    new PerformanceObserver((found) => long.push(...found.getEntries().map((it) => Math.round(it.duration)))).observe({ type: 'longtask' })
    viewport.scrollTop = 0
    await frame()
    let frames = 0
    const began = performance.now()
    for (; frames < 240; frames += 1) {
      viewport.scrollTop += 400
      await frame()
      look()
    }
    const msPerFrame = (performance.now() - began) / frames
    viewport.scrollTop = viewport.scrollHeight
    await frame()
    await frame()
    look()
    return { loaded, rows: most.rows, msPerFrame, long, end: list.lastElementChild.textContent }
  })

  console.log(`10,000 conversations: at most ${seen.rows} rows drawn, ${seen.msPerFrame.toFixed(1)} ms a frame, long tasks ${JSON.stringify(seen.long)} ms`)
  assert.equal(seen.loaded, 10_000)
  assert.match(seen.end, /Contato 10000/)
  assert.ok(seen.rows > 5 && seen.rows < 60, `${seen.rows} rows are drawn`)
  assert.deepEqual(wrong, [])
  await page.context().close()
})

// What a browser loads before anybody has clicked: scripts gzipped, as a server sends them.
async function weight(page, path, shown) {
  const scripts = []
  const keep = (response) => response.url().endsWith('.js') && scripts.push(response.url())
  page.on('response', keep)
  await page.goto(`${BASE_URL}${path}`)
  await page.locator(shown).first().waitFor()
  await page.waitForTimeout(500) // whatever would follow by itself
  page.off('response', keep)
  // Asked for once more: the browser forgets what it got for a page that one has left.
  const bodies = await Promise.all([...new Set(scripts)].map(async (url) => (await fetch(url)).arrayBuffer()))
  return bodies.reduce((bytes, body) => bytes + gzipSync(body).length, 0)
}

test('the first page is light: less than 250 kB of JavaScript, for a newcomer and for an operator', async () => {
  const stranger = await newPage(browser)
  const newcomer = await weight(stranger.page, '/sign-in', 'input[type=email]')
  const { page } = await signIn()
  const operator = await weight(page, '/conversations', 'aside li a')

  console.log(`JavaScript: sign-in ${newcomer}, inbox ${operator} bytes gzipped`)
  assert.ok(newcomer > 100_000 && newcomer < 250_000, `sign-in: ${newcomer} bytes gzipped`)
  assert.ok(operator > 100_000 && operator < 250_000, `inbox: ${operator} bytes gzipped`)
  await stranger.page.context().close()
  await page.context().close()
})
