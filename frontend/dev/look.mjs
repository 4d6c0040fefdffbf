/**
 * Takes pictures of the main screens, in both languages and themes, against the mock backend.
 * For the eyes of whoever works on the frontend: `node dev/look.mjs <address> <folder>`.
 */
import { chromium } from 'playwright-core'

const [, , address = 'http://127.0.0.1:5173', folder = '.look'] = process.argv
const SIZES = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }
const noise = []

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const [theme, locale] of [['light', 'pt-BR'], ['dark', 'en']]) {
    const context = await browser.newContext({ viewport, colorScheme: theme, locale })
    await context.addInitScript(([l]) => localStorage.setItem('dom360.locale', l), [locale])
    const page = await context.newPage()
    const name = (step) => `${folder}/${size}-${theme}-${step}.png`
    const shot = (step) => page.screenshot({ path: name(step) })
    page.on('console', (it) => {
      // Chromium itself reports what is meant to be refused here: a password, a missing conversation.
      if (['error', 'warning'].includes(it.type()) && !/ 40[14] /.test(it.text())) noise.push(`${size} ${theme}: ${it.text()}`)
    })
    page.on('pageerror', (error) => noise.push(`${size} ${theme}: ${error}`))
    page.on('request', (it) => {
      if (!it.url().startsWith(address) && !/^(data|blob):/.test(it.url())) noise.push(`foreign request: ${it.url()}`)
    })

    await page.goto(`${address}/playground`)
    await page.waitForSelector('form')
    await page.waitForTimeout(300)
    await shot('1-sign-in')
    await page.fill('input[type=email]', 'ana@clinica.example')
    await page.fill('input[name=password]', 'wrong')
    await page.press('input[name=password]', 'Enter')
    await page.waitForSelector('[role=alert]')
    await shot('2-sign-in-refused')
    await page.fill('input[name=password]', 'demo')
    await page.press('input[name=password]', 'Enter')
    await page.waitForURL('**/playground')
    await page.waitForSelector('textarea')
    await page.waitForTimeout(500)
    await shot('3-new')
    await page.fill('textarea', 'x')
    await page.press('textarea', 'Enter')
    await page.waitForTimeout(200)
    await shot('4-new-invalid')
    await page.fill('input[data-path=name]', `Carla ${size} ${theme}`)
    await page.fill('input[data-path=phone]', `+55 11 9${Math.floor(10000000 + Math.random() * 80000000)}1`.replace(/1$/, ''))
    await page.fill('textarea', 'Olá, quero saber sobre produtos (rico)')
    await page.press('textarea', 'Enter')
    await page.waitForTimeout(1000)
    await shot('5-tool')
    await page.waitForTimeout(1500)
    await shot('6-streaming')
    await page.waitForSelector('footer button[aria-haspopup]', { timeout: 20000 })
    await page.waitForTimeout(300)
    await shot('7-answered')
    await page.click('footer button[aria-haspopup]')
    await page.waitForTimeout(300)
    await shot('8-details')
    await page.keyboard.press('Escape')
    await page.click('details:first-of-type summary')
    await page.fill('textarea', 'Isto dá erro')
    await page.press('textarea', 'Enter')
    await page.waitForTimeout(1300)
    await shot('9-failed')
    if (size === 'phone') {
      await page.locator('section > header button').first().click()
      await page.waitForTimeout(500)
      await shot('10-list')
      await page.keyboard.press('Escape')
    }
    await page.waitForTimeout(300)
    await page.click('[aria-haspopup=menu]')
    await page.waitForTimeout(300)
    await shot('11-menu')
    await page.keyboard.press('Escape')
    await page.goto(`${address}/playground/none`)
    await page.waitForTimeout(700)
    await shot('12-missing')
    await context.close()
  }
}
await browser.close()
console.log(noise.length === 0 ? 'No console message, no foreign request.' : noise.join('\n'))
