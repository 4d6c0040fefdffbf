// A real Chromium for the journeys: Debian's, or the one CHROMIUM names. It never leaves loopback.
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'

const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export async function launch() {
  const executablePath = places.find((place) => place && existsSync(place))
  if (!executablePath) throw new Error('No Chromium found: scripts/chromium.sh installs or names it.')
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

// A page that remembers what a user's console and network panel would show as wrong.
export async function newPage(browser, options = {}) {
  const context = await browser.newContext({ locale: 'pt-BR', viewport: { width: 1280, height: 800 }, ...options })
  context.setDefaultTimeout(12_000)
  const page = await context.newPage()
  const wrong = []
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()))
  page.on('pageerror', (error) => wrong.push(String(error)))
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url())
    const own = hostname === 'localhost' || hostname === '127.0.0.1' || protocol === 'data:' || protocol === 'blob:'
    if (!own) wrong.push(`foreign request: ${request.url()}`)
  })
  return { page, wrong }
}

// Signed in without the form, whose use the journeys of the chat and of the settings show.
export async function enter(page, email) {
  const { BASE_URL, PASSWORD } = process.env
  const answer = await page.request.post(`${BASE_URL}/api/auth/sign-in`, { data: { email, password: PASSWORD } })
  if (!answer.ok()) throw new Error(`${email} cannot sign in: ${answer.status()} ${await answer.text()}`)
}
