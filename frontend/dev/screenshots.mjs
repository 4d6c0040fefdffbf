/**
 * Takes the pictures of README and docs from the demo companies of a running product:
 * `dom360 seed demo`, `make up`, then `npm --prefix frontend run screenshots`. It adds three short talks, the
 * same ones each time: their request_ids make the second run add nothing.
 * The product's address and sign-ins come from .dom360/first-run.json; DOM360_STATE_DIR names another place,
 * SHOTS another folder for the pictures.
 */
import { readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { launch } from '../e2e/browser.mjs'
import { atRest } from '../e2e/serious.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const state = process.env.DOM360_STATE_DIR ?? `${root}/.dom360`
const folder = process.env.SHOTS ?? `${root}/docs/images`
const { frontend_url: address, backend_url: backend, master, tenants } = JSON.parse(readFileSync(`${state}/first-run.json`, 'utf8'))
const admin = tenants[0].admin
const LARGEST = 220_000
const WIDE = { width: 1280, height: 800 }
const PHONE = { width: 390, height: 844 }

const first = (selector) => (page) => page.locator(selector).first().click()
// The words of the open conversation, and its lead beside it, come after its address.
const SAID = 'main [id^=message-]'
const PICTURES = [
  { name: 'inbox', path: '/conversations', act: first('aside li a'), shows: SAID },
  { name: 'inbox-dark', path: '/conversations', act: first('aside li a'), shows: SAID, theme: 'dark' },
  { name: 'inbox-phone', path: '/conversations', viewport: PHONE },
  { name: 'conversation-phone-dark', path: '/conversations', act: first('aside li a'), shows: SAID, viewport: PHONE, theme: 'dark' },
  { name: 'leads-board', path: '/leads' },
  { name: 'leads-table', path: '/leads?view=table' },
  { name: 'lead', path: '/leads?view=table', act: first('main table tbody a') },
  { name: 'knowledge', path: '/knowledge' },
  { name: 'playground', path: '/playground' },
  { name: 'dashboard-usage', path: '/dashboards/usage' },
  { name: 'dashboard-cost', path: '/dashboards/cost' },
  { name: 'dashboard-funnel', path: '/dashboards/funnel' },
  { name: 'dashboard-usage-dark', path: '/dashboards/usage', theme: 'dark' },
  { name: 'settings-agents', path: '/settings/agents' },
  { name: 'settings-people', path: '/settings/people' },
  { name: 'admin-tenants', path: '/admin/tenants', who: master },
  { name: 'admin-health', path: '/admin/health', who: master },
]

const TALKS = [
  ['Paulo Teixeira', '+5511987650003', ['Bom dia, vocês atendem aos sábados?']],
  ['Helena Castro', '+5511987650002', ['Oi! Quanto custa uma limpeza?', 'Pode ser na quinta de manhã?']],
  [
    'Marina Alves',
    '+5511987650001',
    [
      'Olá, sou dona da Padaria Sol e quero um plano para a minha equipe',
      'Somos uns 40 funcionários e hoje ninguém tem cobertura',
      'Temos uns 5 mil por mês para isso e queria começar ainda este mês',
    ],
  ],
]
for (const [name, phone, lines] of TALKS) {
  for (const [number, message] of lines.entries()) {
    const response = await fetch(`${backend}/api/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tenants[0].api_key}` },
      body: JSON.stringify({
        inbox_id: tenants[0].inbox_id,
        request_id: `screenshots-${phone.slice(1)}-${number}`,
        agent_type: 'SDR',
        message,
        sender_phone: phone,
        sender_name: name,
      }),
    })
    if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`)
  }
}

const browser = await launch()
const heavy = []
for (const { name, path, act, shows, who = admin, theme = 'light', viewport = WIDE } of PICTURES) {
  const context = await browser.newContext({ viewport, colorScheme: theme, locale: 'pt-BR', timezoneId: 'America/Sao_Paulo', reducedMotion: 'reduce' })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  const password = process.env.PASSWORD ?? who.password
  const answer = await page.request.post(`${address}/api/auth/sign-in`, { data: { email: who.email, password } })
  if (!answer.ok()) throw new Error(`${who.email} cannot sign in: ${answer.status()}`)
  await page.goto(address + path)
  await whole(page)
  if (act) {
    await act(page)
    await page.waitForURL((url) => url.pathname !== path.split('?')[0])
    if (shows) await page.locator(shows).first().waitFor()
    await whole(page)
  }
  const file = `${folder}/${name}.png`
  await page.screenshot({ path: file, caret: 'hide' })
  const { size } = statSync(file)
  if (size > LARGEST) heavy.push(`${name}: ${size} bytes`)
  console.log(`${name}.png ${Math.round(size / 1000)} kB`)
  await context.close()
}
await browser.close()
if (heavy.length > 0) throw new Error(`Larger than ${LARGEST} bytes: ${heavy.join(', ')}`)

/** Nothing is on its way any more: no skeleton, no picture to come, no movement. */
async function whole(page) {
  await page.locator('main :is(h1, h2):visible').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('.delayed, [aria-busy=true]'))
  await page.evaluate(() => document.fonts.ready)
  await page.waitForFunction(() => document.getAnimations().every((it) => it.playState !== 'running' || it.effect?.getComputedTiming().endTime === Infinity))
  await atRest(page)
}
