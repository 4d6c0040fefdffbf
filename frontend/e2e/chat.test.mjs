// Signs in and chats, in a real browser, against the real services. Started by tests/browser, which
// gives BASE_URL, EMAIL, PASSWORD, and SHOTS (a folder for pictures).
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { launch, newPage } from './browser.mjs'

const { BASE_URL, EMAIL, PASSWORD, SHOTS } = process.env
let browser
let conversation

before(async () => {
  browser = await launch()
})
after(() => browser.close())

async function signIn(page) {
  await page.goto(BASE_URL)
  await page.getByLabel('E-mail').fill(EMAIL)
  await page.getByLabel('Senha', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Entrar' }).click()
  await page.waitForURL('**/conversations')
  await page.goto(`${BASE_URL}/playground`)
}

async function say(page, text) {
  await page.getByRole('textbox', { name: 'Sua mensagem' }).fill(text)
  await page.keyboard.press('Enter')
}

const answers = (page) => page.getByText('dom360-builtin-1')

test('a newcomer signs in, writes, and reads the answer', async () => {
  const { page, wrong } = await newPage(browser)
  await signIn(page)

  await page.getByLabel('Nome do contato').fill('Marina')
  await page.getByLabel('Telefone').fill('+5511987654321')
  await say(page, 'Olá, quero saber sobre produtos')
  await answers(page).first().waitFor()
  await page.waitForURL(/\/playground\/[0-9a-f-]{36}$/)
  conversation = page.url()
  await page.screenshot({ path: `${SHOTS}/answer.png` })

  await page.getByRole('button', { name: 'Protocolo' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('region', { name: 'Pedido' }).getByText('"content": "Olá, quero saber sobre produtos"').waitFor()
  await dialog.getByRole('tab', { name: 'Resposta (200)' }).click()
  await dialog.getByRole('region', { name: 'Resposta' }).getByText('"agent_output"').waitFor()
  await page.screenshot({ path: `${SHOTS}/protocol.png` })
  await page.keyboard.press('Escape')

  await say(page, 'Somos uma clínica com uns 40 funcionários')
  await answers(page).nth(1).waitFor()
  await page.reload()
  await answers(page).nth(1).waitFor()
  const text = await page.locator('main').innerText()
  assert.match(text, /Olá, quero saber sobre produtos/)
  assert.match(text, /Marina/)
  assert.match(text, /\d+ de entrada, \d+ de saída/)
  assert.match(text, /\d+ ms/)
  // After a reload there is none to show, and the page says why.
  await page.getByRole('button', { name: 'Protocolo' }).first().click()
  await page.getByRole('dialog').getByText('fica só na aba em que ela foi enviada').waitFor()
  assert.deepEqual(wrong, [])
})

test('a wrong password is refused in words', async () => {
  const { page } = await newPage(browser)
  await page.goto(BASE_URL)
  await page.getByLabel('E-mail').fill(EMAIL)
  await page.getByLabel('Senha', { exact: true }).fill('not the password')
  await page.getByRole('button', { name: 'Entrar' }).click()
  await page.getByRole('alert').waitFor()
  assert.ok(!page.url().endsWith('/conversations'))
})

test('English and dark are there on a phone', async () => {
  const { page, wrong } = await newPage(browser, {
    colorScheme: 'dark',
    viewport: { width: 390, height: 844 },
  })
  await page.goto(BASE_URL)
  await page.getByText('EN', { exact: true }).click()
  await page.getByLabel('E-mail').fill(EMAIL)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/conversations')
  await page.goto(conversation)
  await page.getByText('SDR agent').first().waitFor()
  await page.screenshot({ path: `${SHOTS}/phone-dark-en.png` })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  assert.equal(wide, false, 'the page scrolls sideways on a phone')
  assert.deepEqual(wrong, [])
})

// The frames of the page while an answer is held back: when what says "loading" came, and when one could see it.
function watchLoading() {
  window.loading = { came: null, seen: null }
  const look = () => {
    const sign = document.querySelector('.delayed')
    if (sign) window.loading.came ??= performance.now()
    if (sign && Number(window.getComputedStyle(sign).opacity) > 0) window.loading.seen ??= performance.now()
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

for (const [held, how] of [[100, 'quick'], [1500, 'slow']]) {
  test(`what says "loading" shows itself after 150 ms and not before: an answer that is ${how}`, async () => {
    const { page, wrong } = await newPage(browser)
    await signIn(page)
    await page.addInitScript(watchLoading)
    await page.route('**/api/leads*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, held))
      await route.continue()
    })
    await page.goto(`${BASE_URL}/leads?view=table`)
    await page.waitForFunction(() => window.loading.came !== null)
    await page.waitForFunction(() => !document.querySelector('.delayed, [aria-busy=true]'))
    const { came, seen } = await page.evaluate(() => window.loading)

    if (how === 'slow') assert.ok(seen !== null, 'it never showed itself')
    // A frame may be late to see the first one, never early to see the second.
    if (seen !== null) assert.ok(seen - came >= 150 - 20, `seen after ${seen - came} ms`)
    assert.deepEqual(wrong, [])
    await page.context().close()
  })
}
