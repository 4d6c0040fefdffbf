// People, keys and the platform, in a real browser, against the real services. Started by tests/browser,
// which gives BASE_URL, PASSWORD, SHOTS, and who signs in: ADMIN, VIEWER and READER of one company, MASTER, and
// SLUG and OTHER_ADMIN of another company.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { enter, launch, newPage } from './browser.mjs'

const { BASE_URL, PASSWORD, SHOTS, ADMIN, VIEWER, READER, MASTER, SLUG, OTHER_ADMIN } = process.env
const NEW_PASSWORD = 'quatro nuvens sobre o cais'
const AXE = new URL('../node_modules/axe-core/axe.min.js', import.meta.url)
let browser

before(async () => {
  browser = await launch()
})
after(() => browser.close())

async function signIn(page, email, password = PASSWORD) {
  await page.goto(`${BASE_URL}/sign-in?redirect=/account`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Senha', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Entrar', exact: true }).click()
}

async function signedIn(email, options) {
  const { page, wrong } = await newPage(browser, options)
  await enter(page, email)
  return { page, wrong }
}

// RFC 6238, as an authenticator app does it.
function totp(secret) {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const digest = createHmac('sha1', key).update(counter).digest()
  const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}

async function axe(page) {
  await page.evaluate(await readFile(AXE, 'utf8'))
  return page.evaluate(async () => {
    const found = await window.axe.run(document, { resultTypes: ['violations'] })
    return found.violations
      .filter(({ impact }) => ['serious', 'critical'].includes(impact))
      .map(({ id, nodes }) => `${id}: ${nodes[0].html}`)
  })
}

test('somebody is invited by link, accepts, and signs in with the password they chose', async () => {
  const { page, wrong } = await signedIn(ADMIN)
  const email = `bia-${Date.now()}@example.com`
  await page.goto(`${BASE_URL}/settings/people`)
  await page.getByRole('button', { name: 'Convidar' }).click()
  await page.getByLabel('Nome', { exact: true }).fill('Bia Souza')
  await page.getByLabel('E-mail', { exact: true }).fill(email)
  await page.getByRole('button', { name: 'Criar convite' }).click()
  const link = await page.getByLabel('Link', { exact: true }).inputValue()
  assert.match(link, /\/accept-invitation#.+/)
  await page.screenshot({ path: `${SHOTS}/invited.png` })
  await page.getByRole('button', { name: 'Pronto' }).click()
  await page.getByRole('table', { name: 'Convites abertos' }).getByText(email).waitFor()
  assert.deepEqual(wrong, [])

  const guest = await newPage(browser)
  await guest.page.goto(`${BASE_URL}/accept-invitation#${link.split('#')[1]}`)
  await guest.page.getByText(email).waitFor()
  await guest.page.getByLabel('Nova senha').fill('curta')
  await guest.page.getByRole('button', { name: 'Entrar na equipe' }).click()
  await guest.page.getByText('Use pelo menos 10 caracteres.').waitFor()
  await guest.page.getByLabel('Nova senha').fill(NEW_PASSWORD)
  await guest.page.getByRole('button', { name: 'Entrar na equipe' }).click()
  await guest.page.waitForURL('**/conversations')

  const again = await newPage(browser)
  await signIn(again.page, email, NEW_PASSWORD)
  await again.page.waitForURL(({ pathname }) => pathname === '/account')
  await again.page.goto(`${BASE_URL}/accept-invitation#${link.split('#')[1]}`)
  await again.page.getByText('Este link não vale mais').waitFor()
})

test('a second factor is set up, asked for, and a recovery code lets in', async () => {
  const { page } = await signedIn(VIEWER)
  await page.goto(`${BASE_URL}/account`)
  await page.getByRole('button', { name: 'Ligar', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Senha atual').fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Continuar' }).click()
  await dialog.getByRole('img', { name: 'Código QR' }).waitFor()
  const secret = await dialog.getByLabel('Ou digite esta chave no aplicativo').inputValue()
  await dialog.getByLabel('Depois escreva o código').fill(totp(secret))
  await dialog.getByRole('button', { name: 'Ligar a verificação' }).click()
  await page.getByText('Guarde seus códigos de recuperação').waitFor()
  const codes = await page.getByRole('dialog').getByRole('listitem').allInnerTexts()
  assert.equal(codes.length, 10)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Guardei os códigos' }).click()
  await page.getByText('Ligada', { exact: true }).waitFor()

  const other = await newPage(browser)
  await signIn(other.page, VIEWER)
  await other.page.getByRole('heading', { name: 'Confirme que é você' }).waitFor()
  await other.page.screenshot({ path: `${SHOTS}/second-factor.png` })
  await other.page.getByLabel('Código').fill('000000')
  await other.page.getByRole('button', { name: 'Confirmar' }).click()
  await other.page.getByRole('alert').waitFor()
  await other.page.getByRole('button', { name: 'Usar um código de recuperação' }).click()
  await other.page.getByLabel('Código de recuperação').fill(codes[0])
  await other.page.getByRole('button', { name: 'Confirmar' }).click()
  await other.page.waitForURL(({ pathname }) => pathname === '/account')
})

test('a key is shown once, and revoked', async () => {
  const { page, wrong } = await signedIn(ADMIN)
  const name = `Site ${Date.now()}`
  await page.goto(`${BASE_URL}/settings/keys`)
  await page.getByRole('button', { name: 'Nova chave' }).first().click()
  await page.getByLabel('Nome', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Criar chave' }).click()
  const key = await page.getByLabel('Chave', { exact: true }).inputValue()
  assert.match(key, /^dom360_/)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Guardei a chave' }).click()
  const row = page.getByRole('row', { name: new RegExp(name) })
  await row.waitFor()
  await page.reload()
  await row.waitFor()
  assert.equal((await page.content()).includes(key), false, 'the key is shown again')

  await row.getByRole('button', { name: `Ações: ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Revogar' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revogar' }).click()
  await page.getByText('Chave revogada').waitFor()
  await row.getByText('Revogada').waitFor()
  assert.deepEqual(wrong, [])
})

test('a company gives itself another name, and it stands everywhere at once', async () => {
  const { page, wrong } = await signedIn(ADMIN)
  await page.goto(`${BASE_URL}/settings/general`)
  const name = page.getByRole('textbox', { name: 'Nome', exact: true })
  const before = await name.inputValue()
  await name.fill('  ')
  await page.getByRole('button', { name: 'Salvar' }).click()
  await page.getByText('Escreva o nome da empresa.').waitFor()
  await name.fill('Ótica Sol')
  await page.getByRole('button', { name: 'Salvar' }).click()
  await page.getByRole('button', { name: /Ótica Sol/ }).waitFor()
  await name.fill(before)
  await page.getByRole('button', { name: 'Salvar' }).click()
  await page.getByRole('button', { name: new RegExp(before) }).waitFor()
  assert.deepEqual(wrong, [])
})

test('the palette finds a page of the settings, and the connection is tested before it is saved', async () => {
  const { page, wrong } = await signedIn(ADMIN)
  await page.goto(`${BASE_URL}/account`)
  await page.getByRole('link', { name: 'Ajustes' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('Ir a uma página').fill('conexão')
  await page.getByText('Ajustes: Conexão dos agentes').waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/settings/connection')
  await page.getByRole('button', { name: 'Testar conexão' }).click()
  await page.getByText(/Os agentes da plataforma respondem, em .+ ms/).waitFor()
  await page.getByLabel('Endereço do seu serviço').fill('http://127.0.0.1:9')
  await page.getByRole('button', { name: 'Testar conexão' }).click()
  await page.getByText('Não conectou').waitFor()
  assert.deepEqual(wrong, [])
})

test('who administers the platform finds companies and its pages, also without a company', async () => {
  const { page, wrong } = await signedIn(MASTER)
  await page.goto(`${BASE_URL}/account`)
  await page.keyboard.press('Control+k')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Plataforma: Saúde').waitFor()
  assert.equal(await dialog.getByText(/^Ajustes/).count(), 0)
  await page.screenshot({ path: `${SHOTS}/palette-platform.png` })
  await page.getByPlaceholder('achar uma empresa').fill(SLUG)
  await dialog.locator('.mantine-Spotlight-action').first().waitFor() // no page and no action is called so
  await page.keyboard.press('Enter')
  await page.waitForURL(({ pathname, search }) => pathname === '/admin/tenants' && search.includes(SLUG))
  await page.getByText(SLUG).first().waitFor()
  assert.deepEqual(wrong, [])
})

test('Ctrl-K opens the palette also when it is pressed before the page is there', async () => {
  const { page, wrong } = await signedIn(ADMIN)
  let release
  const released = new Promise((resolve) => {
    release = resolve
  })
  await page.route('**/api/auth/visitor', async (route) => {
    await released
    await route.continue()
  })
  const asked = page.waitForRequest('**/api/auth/visitor')
  await page.goto(`${BASE_URL}/account`)
  await asked
  assert.equal(await page.getByRole('button', { name: 'Busca e comandos (Ctrl K)' }).count(), 0)
  await page.keyboard.press('Control+k')
  release()
  await page.getByPlaceholder('Ir a uma página').waitFor()
  assert.deepEqual(wrong, [])
})

test('the audit log is narrowed by who, by what and by days; a link shows the same', async () => {
  const { page, wrong } = await signedIn(ADMIN)
  await page.goto(`${BASE_URL}/settings/keys`)
  await page.getByRole('button', { name: 'Nova chave' }).first().click()
  await page.getByLabel('Nome', { exact: true }).fill('Auditada')
  await page.getByRole('button', { name: 'Criar chave' }).click()
  await page.getByLabel('Chave', { exact: true }).waitFor()

  await page.goto(`${BASE_URL}/settings/audit`)
  const rows = page.getByRole('table', { name: 'Auditoria' }).locator('tbody tr')
  await rows.first().waitFor()
  const pick = async (field, option) => {
    await page.getByRole('combobox', { name: field }).click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }
  await pick('Sobre', 'Chaves de API')
  await page.waitForURL('**subject=api_keys')
  await rows.filter({ hasNotText: 'Chave de API' }).first().waitFor({ state: 'detached' })
  await rows.filter({ hasText: 'Chave de API' }).first().waitFor()
  await pick('Quem', 'Tarefa')
  await page.getByText('Nada com estes filtros').waitFor()
  await pick('Quem', 'Pessoa')
  await rows.first().waitFor()

  await page.getByLabel('até').fill('2020-12-31')
  await page.getByText('Nada com estes filtros').waitFor()
  await page.reload()
  await page.getByText('Nada com estes filtros').waitFor()
  assert.equal(await page.getByLabel('até').inputValue(), '2020-12-31')
  await page.getByRole('button', { name: 'Limpar' }).click()
  await page.waitForURL(({ search }) => search === '')
  await rows.filter({ hasNotText: 'Chave de API' }).first().waitFor()
  assert.deepEqual(wrong, [])
})

test('who only reads gets no buttons that write, and no page of administrators', async () => {
  const { page } = await signedIn(READER)
  await page.goto(`${BASE_URL}/settings/people`)
  await page.getByRole('table', { name: 'Pessoas' }).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Convidar' }).count(), 0)
  assert.equal(await page.getByRole('link', { name: 'Chaves de API' }).count(), 0)
  for (const path of ['/settings/keys', '/settings/audit', '/admin/tenants']) {
    await page.goto(BASE_URL + path)
    await page.getByText('Esta página é para quem administra').waitFor()
  }
})

test('a MASTER works in a company under a banner, ends it, and suspends another one', async () => {
  const { page, wrong } = await signedIn(MASTER)
  await page.goto(`${BASE_URL}/admin/tenants?search=${SLUG}`)
  const row = page.getByRole('row', { name: new RegExp(SLUG) })
  await row.getByRole('button', { name: /^Ações/ }).click()
  await page.getByRole('menuitem', { name: 'Entrar na empresa' }).click()
  await page.getByLabel('Por que você vai entrar?').fill('Chamado 4711')
  await page.getByRole('dialog').getByRole('button', { name: 'Entrar na empresa' }).click()
  await page.waitForURL('**/conversations')
  const banner = page.getByRole('complementary', { name: 'Acesso da plataforma' })
  await banner.getByText('Chamado 4711').waitFor()
  await page.goto(`${BASE_URL}/settings/general`)
  await banner.getByText(/Tempo que resta: (59 minutos|1 hora)/).waitFor()
  await page.screenshot({ path: `${SHOTS}/acting.png` })
  await banner.getByRole('button', { name: 'Encerrar' }).click()
  await page.waitForURL('**/admin/tenants')
  assert.equal(await banner.count(), 0)

  const theirs = await signedIn(OTHER_ADMIN)
  await theirs.page.goto(`${BASE_URL}/account`)
  await theirs.page.locator('h1').waitFor()
  await page.goto(`${BASE_URL}/admin/tenants?search=${SLUG}`)
  await row.getByRole('button', { name: /^Ações/ }).click()
  await page.getByRole('menuitem', { name: 'Suspender' }).click()
  await page.getByLabel('Motivo').fill('Fatura em aberto')
  await page.getByRole('dialog').getByRole('button', { name: 'Suspender' }).click()
  await row.getByText('Suspensa').waitFor()
  assert.deepEqual(wrong, [])

  await theirs.page.reload()
  await theirs.page.getByText('A conta desta empresa está suspensa.').waitFor()
  const late = await newPage(browser)
  await signIn(late.page, OTHER_ADMIN)
  await late.page.getByRole('alert').getByText('A conta desta empresa está suspensa.').waitFor()
})

const PAGES = ['general', 'budgets', 'agents', 'connection', 'inboxes', 'answers', 'people', 'sign-in', 'keys', 'audit']
for (const [colorScheme, locale] of [['light', 'pt-BR'], ['dark', 'en']]) {
  test(`every page of the settings is accessible, ${colorScheme} and in ${locale}, also on a phone`, async () => {
    const { page, wrong } = await signedIn(ADMIN, { colorScheme, viewport: { width: 390, height: 844 } })
    await page.addInitScript((chosen) => localStorage.setItem('dom360.locale', chosen), locale)
    for (const path of [...PAGES.map((name) => `/settings/${name}`), '/account']) {
      await page.goto(BASE_URL + path)
      await page.locator('h1').waitFor()
      await page.locator('.delayed').waitFor({ state: 'detached' }).catch(() => null)
      await page.evaluate(() => Promise.all(document.getAnimations().map((it) => it.finished.catch(() => null))))
      assert.deepEqual(await axe(page), [], path)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
      assert.equal(wide, false, `${path} scrolls sideways on a phone`)
    }
    assert.deepEqual(wrong.filter((line) => !/404/.test(line)), []) // no company sign-in yet
  })
}
