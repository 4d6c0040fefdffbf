// Walks over every page of the product as a script can judge it: how fast and how steady it is painted, what
// the console, the network and axe say, and what it does while an answer does not come. Started by
// tests/browser, which gives BASE_URL, BACKEND_URL, PASSWORD, ADMIN and API_KEY and INBOX_ID of a company that
// gets data here, EMPTY (an administrator of a company without any), and MASTER.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { launch, newPage } from './browser.mjs'
import { pages } from './routes.mjs'
import { atRest, serious } from './serious.mjs'

const { BASE_URL, BACKEND_URL, PASSWORD, ADMIN, EMPTY, MASTER, API_KEY, INBOX_ID } = process.env
const PAINT_MS = 1500
const SHIFT = 0.1
const TRIES = 3 // a busy machine paints late; a slow page is slow each time
const PHONE = { width: 390, height: 844 }
const WIDE = { width: 1280, height: 800 }
const ids = { _splat: '' }
let browser

before(async () => {
  browser = await launch()
  const answer = await call('/api/chat', json({ inbox_id: INBOX_ID, message: 'Olá, sou da Padaria Sol e temos 40 funcionários', agent_type: 'SDR', sender_phone: '+5511987650001', sender_name: 'Ana Prado' }))
  ids.conversationId = answer.conversation_id
  const lead = await call('/api/leads', json({ phone: '+5511987650009', name: 'Bruno Reis', fields: {} }))
  ids.leadId = lead.id
  ids.contactId = lead.contact_id
  const body = new FormData()
  body.append('file', new Blob(['# Entrega\n\nEntregamos em dois dias úteis.']), 'entrega.md')
  ids.documentId = (await call('/api/knowledge/documents', { body })).id
})
after(() => browser.close())

const json = (body) => ({ body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })

async function call(path, { body, headers = {} }) {
  const response = await fetch(BACKEND_URL + path, {
    method: 'POST',
    headers: { ...headers, authorization: `Bearer ${API_KEY}` },
    body,
  })
  assert.ok(response.ok, `${path}: ${response.status} ${await response.clone().text()}`)
  return response.json()
}

// What the browser itself measured since the page was asked for.
function observe() {
  window.painted = { largest: 0, shift: 0 }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.painted.largest = entry.startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.painted.shift += entry.value
  }).observe({ type: 'layout-shift', buffered: true })
}

async function visitor(email, { locale = 'pt-BR', ...options } = {}) {
  const { page, wrong } = await newPage(browser, options)
  page.on('response', (response) => {
    if (response.status() >= 400) wrong.push(`${response.status()} ${new URL(response.url()).pathname}`)
  })
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText // what a new page cuts off has not failed
    if (reason !== 'net::ERR_ABORTED') wrong.push(`${reason} ${request.url()}`)
  })
  await page.addInitScript(observe)
  await page.addInitScript((chosen) => localStorage.setItem('dom360.locale', chosen), locale)
  if (email) {
    const answer = await page.request.post(`${BASE_URL}/api/auth/sign-in`, { data: { email, password: PASSWORD } })
    assert.equal(answer.status(), 200, email)
  }
  return { page, wrong }
}

async function loaded(page) {
  await page.locator(':is(h1, h2, [role=alert]):visible').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('.delayed, [aria-busy=true]'))
  await atRest(page)
}

async function judge({ page, wrong }, path) {
  const found = []
  const painted = { largest: Infinity, shift: 0 }
  for (let tries = 0; tries < TRIES && painted.largest > PAINT_MS; tries += 1) {
    const answer = await page.goto(BASE_URL + path)
    await loaded(page)
    const policy = answer.headers()['content-security-policy'] ?? ''
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? ''
    if (scripts !== "'self'") found.push(`scripts from ${scripts || 'anywhere'}`)
    const { largest, shift } = await page.evaluate(() => window.painted)
    painted.largest = Math.min(painted.largest, largest)
    painted.shift = Math.max(painted.shift, shift)
  }
  if (painted.largest === 0 || painted.largest > PAINT_MS) found.push(`largest paint after ${painted.largest} ms`)
  if (painted.shift > SHIFT) found.push(`moves by ${painted.shift}`)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  if (wide > 0) found.push(`${wide} px too wide`)
  found.push(...(await serious(page)), ...wrong.splice(0))
  return { found, painted }
}

const WALKS = [
  ['Portuguese and light, a company at work', { locale: 'pt-BR', colorScheme: 'light', viewport: WIDE }, ADMIN],
  ['English and dark on a phone, a company at work', { locale: 'en', colorScheme: 'dark', viewport: PHONE }, ADMIN],
  ['Portuguese and dark on a phone, an empty company', { locale: 'pt-BR', colorScheme: 'dark', viewport: PHONE }, EMPTY],
  ['English and light, an empty company', { locale: 'en', colorScheme: 'light', viewport: WIDE }, EMPTY],
]
for (const [name, options, admin] of WALKS) {
  test(`every page is fast, steady, quiet and accessible: ${name}`, async () => {
    const people = { stranger: null, admin, master: MASTER }
    const wrong = {}
    const slowest = []
    for (const [whose, email] of Object.entries(people)) {
      const here = await visitor(email, options)
      for (const { path } of pages(admin === EMPTY ? { _splat: '' } : ids).filter((one) => one.whose === whose)) {
        const { found, painted } = await judge(here, path)
        slowest.push([Math.round(painted.largest), path])
        if (found.length > 0) wrong[path] = found
      }
      await here.page.context().close()
    }

    slowest.sort(([one], [other]) => other - one)
    console.log(`${slowest.length} pages; largest paint: ${slowest.slice(0, 3).map(([ms, path]) => `${path} ${ms} ms`).join(', ')}`)
    assert.deepEqual(wrong, {})
  })
}

// Who is signed in is known, all else waits for `release`, or fails.
async function hold(page) {
  let release
  const released = new Promise((resolve) => {
    release = resolve
  })
  await page.route(/\/api\/(?!auth\/visitor|events)/, async (route) => {
    await released
    const problem = { type: 'about:blank', title: 'Internal', status: 500, code: 'INTERNAL', detail: '' }
    await route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) })
  })
  return release
}

// Pages that ask for nothing before somebody does something.
const ASKS_NOTHING = ['/', '/chat/$', '/conversations', '/settings', '/admin', '/dashboards']

test('every page shows that it waits, says what failed, and tries again', async () => {
  const wrong = {}
  for (const [whose, email] of Object.entries({ admin: ADMIN, master: MASTER })) {
    const { page } = await visitor(email)
    for (const { address, path } of pages(ids).filter((one) => one.whose === whose)) {
      const found = []
      const release = await hold(page)
      await page.goto(BASE_URL + path)
      try {
        await page.locator('main').waitFor()
        await page.waitForFunction(() => document.querySelector('.delayed, [aria-busy=true], [role=status] .mantine-Skeleton-root'), null, { timeout: 4000 }).catch(() => found.push('shows nothing while it waits'))
        release()
        const retry = page.getByRole('main').getByRole('button', { name: 'Tentar de novo' }).first()
        await retry.waitFor({ timeout: 6000 }).catch(() => found.push('says nothing of a failure'))
        await page.unroute(/\/api\/(?!auth\/visitor|events)/)
        for (let left = 6; left > 0 && (await retry.count()) > 0; left -= 1) {
          await retry.click({ timeout: 3000 }).catch(() => null)
          await page.waitForFunction(() => !document.querySelector('.delayed, [aria-busy=true]'), null, { timeout: 6000 }).catch(() => null)
        }
        if ((await retry.count()) > 0) found.push('does not come back')
      } finally {
        release()
        await page.unroute(/\/api\/(?!auth\/visitor|events)/)
      }
      if (found.length > 0 && !ASKS_NOTHING.includes(address)) wrong[path] = found
    }
    await page.context().close()
  }

  assert.deepEqual(wrong, {})
})
