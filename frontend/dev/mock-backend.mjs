/**
 * A scripted stand-in for the Backend API: for work on the frontend and for screenshots only.
 * Nothing of it is built, shipped or used by the product. `npm run mock`, then `npm run dev`.
 *
 * Any e-mail with the password "demo" signs in; one that starts with "master" is a MASTER.
 * Words in a message choose what happens: "lento", "erro", "timeout", "ocupado", "corta",
 * "rico" (Markdown, tools, sources), "expira". "vazio@" signs in to a tenant without history.
 */
import { createServer } from 'node:http'

const PORT = Number(process.env.DOM360_BACKEND_PORT ?? '3001')
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const uuid = () => crypto.randomUUID()
const ago = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString()

const TENANTS = ['Clínica Sorriso', 'Imobiliária Horizonte', 'Studio Movimento'].map((name, i) => ({
  id: `00000000-0000-4000-8000-00000000000${i}`,
  slug: name.toLowerCase().normalize('NFD').replace(/[^a-z ]/g, '').replace(/ /g, '-'),
  name,
  locale: 'pt-BR',
  timezone: 'America/Sao_Paulo',
}))
const INBOXES = ['WhatsApp da recepção', 'Site'].map((name, i) => ({
  id: `10000000-0000-4000-8000-00000000000${i}`,
  name,
  default_agent_type: 'SDR',
  created_at: ago(50_000),
}))

const RICH = `Claro, Mariana! Temos **três planos**, todos com avaliação inicial sem custo:

| Plano | Para quem | Por mês |
| --- | --- | --- |
| Essencial | limpeza e revisão | R$ 89 |
| Completo | família, com urgência 24 h | R$ 149 |
| Estético | clareamento e alinhadores | R$ 219 |

1. A avaliação leva uns **40 minutos**.
2. O orçamento sai no mesmo dia, por escrito.

Veja os [detalhes dos planos](https://clinica.example/planos). ![foto](https://evil.example/x.png) <img src=x onerror=alert(1)> [não clique](javascript:alert(1))

Posso reservar um horário para você? De manhã ou à tarde é melhor?`
const PLAIN =
  'Olá! Que bom ter você por aqui. Posso contar sobre os nossos tratamentos e planos. Para eu indicar o melhor: você procura algo para você ou para a família?'

let sessions = new Map()
const conversations = new Map()
const turns = new Map()
const running = new Set()

function usage(input, output) {
  return { input_tokens: input, output_tokens: output, cached_tokens: Math.floor(input / 3), total_tokens: input + output, model: 'gpt-4.1-mini', cost_micro_usd: Math.round(input * 0.4 + output * 1.6) }
}

function add(conversation, role, content, extra = {}) {
  const message = { id: uuid(), message_index: conversation.messages.length + 1, role, content, created_at: new Date().toISOString(), request_id: null, tool_calls: [], rag_context: [], usage: null, latency_ms: null, ...extra }
  conversation.messages.push(message)
  conversation.last_message_at = message.created_at
  return message
}

function conversationFor({ inbox_id, sender_phone, sender_name, agent_type }) {
  for (const it of conversations.values()) {
    if (it.contact_phone === sender_phone && it.agent_type === agent_type && it.status === 'open') return it
  }
  const it = { id: uuid(), inbox_id, agent_type, status: 'open', contact_id: uuid(), contact_name: sender_name ?? null, contact_phone: sender_phone, created_at: new Date().toISOString(), last_message_at: new Date().toISOString(), messages: [] }
  conversations.set(it.id, it)
  return it
}

const RICH_EXTRA = {
  tool_calls: [
    { name: 'search_knowledge', arguments: { query: 'planos e preços', limit: 4 }, ok: true, ms: 182 },
    { name: 'update_lead', arguments: { need: 'planos odontológicos', stage: 'qualifying' }, ok: true, ms: 41 },
  ],
  rag_context: [
    { doc_id: 'd1', score: 0.92, source: 'Tabela de planos 2026.pdf', snippet: 'O plano Completo inclui urgência 24 horas e até quatro dependentes, por R$ 149 ao mês.' },
    { doc_id: 'd2', score: 0.81, source: 'Perguntas frequentes.docx', snippet: 'A avaliação inicial não tem custo e leva cerca de 40 minutos.' },
  ],
}

function seed() {
  const people = [['Mariana Alves', '+5511987654321', 'SDR'], ['Rafael Souza', '+5521998761234', 'SDR'], ['Equipe de vendas', '+5511912345678', 'COPILOT'], [null, '+351912345678', 'SDR'], ['Beatriz Nogueira de Albuquerque e Castro', '+5531988887777', 'SDR'], ['João Pedro', '+5541977776666', 'COPILOT']]
  people.forEach(([name, phone, agent], i) => {
    const it = conversationFor({ inbox_id: INBOXES[0].id, sender_phone: phone, sender_name: name, agent_type: agent })
    const start = i * 1300 + 6
    const say = (role, text, minutes, extra) => { add(it, role, text, extra); it.messages.at(-1).created_at = ago(minutes) }
    if (i === 0) {
      for (let n = 0; n < 60; n += 1) {
        say('user', `Pergunta antiga número ${n + 1}`, start + 3000 - n, { request_id: `old-${n}` })
        say('assistant', `Resposta antiga número ${n + 1}: combinado!`, start + 2999.5 - n, { request_id: `old-${n}`, usage: usage(300 + n, 40), latency_ms: 900 + n })
      }
    }
    say('user', 'Olá, quero saber sobre produtos', start + 4, { request_id: `seed-${i}` })
    say('assistant', PLAIN, start + 3.9, { request_id: `seed-${i}`, usage: usage(412, 58), latency_ms: 1240 })
    if (i === 0) {
      say('user', 'Para a família. Quanto custa e como funciona?', start + 2, { request_id: 'seed-rich' })
      say('assistant', RICH, start + 1.8, { request_id: 'seed-rich', usage: usage(1836, 214), latency_ms: 3480, ...RICH_EXTRA })
    }
    it.last_message_at = it.messages.at(-1).created_at
    if (i === 4) it.status = 'closed'
  })
}
seed()

function send(res, status, body, headers = {}) {
  res.writeHead(status, { 'content-type': status >= 400 ? 'application/problem+json' : 'application/json', ...headers })
  res.end(body === undefined ? undefined : JSON.stringify(body))
}
const problem = (res, status, code, headers) => send(res, status, { type: 'about:blank', title: code, status, code, detail: code }, headers)
const view = ({ messages, ...it }) => ({ ...it, message_count: messages.length })

async function readBody(req) {
  const parts = []
  for await (const part of req) parts.push(part)
  return JSON.parse(Buffer.concat(parts).toString() || '{}')
}

async function chat(req, res, body) {
  const text = body.message
  const attempt = (turns.get(body.request_id) ?? 0) + 1
  turns.set(body.request_id, attempt)
  if (body.sender_phone.endsWith('000')) return problem(res, 422, 'INVALID_PHONE_FORMAT')
  if (text.includes('expira') && attempt === 1) { sessions = new Map(); return problem(res, 401, 'UNAUTHENTICATED') }
  if (text.includes('ocupado') && attempt < 3) return problem(res, 409, 'TURN_IN_PROGRESS', { 'retry-after': '1' })
  const it = conversations.get(body.conversation_id) ?? conversationFor(body)
  const stored = it.messages.find((m) => m.request_id === body.request_id)
  if (running.has(body.request_id)) return problem(res, 409, 'TURN_IN_PROGRESS', { 'retry-after': '1' })
  const ready = it.messages.find((m) => m.request_id === body.request_id && m.role === 'assistant')
  const user = stored ?? add(it, 'user', text, { request_id: body.request_id })

  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  const event = (name, data) => res.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
  const ids = { conversation_id: it.id, request_id: body.request_id }
  event('user_message', { ...user, ...ids })
  if (ready) { event('assistant_message', { ...ready, ...ids }); return res.end() }
  running.add(body.request_id)
  await sleep(text.includes('lento') ? 4000 : 500)
  if (text.includes('erro') && attempt === 1) { running.delete(body.request_id); event('error', { title: 'x', status: 502, code: 'AGENT_ERROR', detail: '' }); return res.end() }
  if (text.includes('timeout') && attempt === 1) { running.delete(body.request_id); event('error', { title: 'x', status: 504, code: 'AGENT_TIMEOUT', detail: '' }); return res.end() }

  const rich = text.includes('rico')
  const answer = rich ? RICH : PLAIN
  if (rich) { event('tool_call', { name: 'search_knowledge' }); await sleep(900) }
  const words = answer.match(/\S+\s*/g)
  for (const [n, word] of words.entries()) {
    if (text.includes('corta') && attempt === 1 && n === 8) { running.delete(body.request_id); return res.destroy() }
    event('token', { text: word })
    await sleep(Number(process.env.MOCK_TOKEN_MS ?? '35'))
  }
  const message = add(it, 'assistant', answer, { request_id: body.request_id, usage: usage(420, 60), latency_ms: 1420, ...(rich ? RICH_EXTRA : {}) })
  running.delete(body.request_id)
  event('assistant_message', { ...message, ...ids })
  res.end()
}

const server = createServer(async (req, res) => {
  const url = new URL(req.url, 'http://localhost')
  const route = `${req.method} ${url.pathname}`
  const sid = /sid=([^;]+)/.exec(req.headers.cookie ?? '')?.[1]
  const session = sessions.get(sid)
  try {
    if (route === 'POST /api/auth/sign-in') {
      const { email, password } = await readBody(req)
      await sleep(300)
      if (password !== 'demo') return problem(res, 401, 'INVALID_CREDENTIALS')
      const master = email.startsWith('master')
      const id = uuid()
      sessions.set(id, { user: { id: master ? 'u-0' : `u-${email}`, email, name: master ? 'Marta Prado' : 'Ana Lima', role: master ? 'MASTER' : 'TENANT_ADMIN' }, tenant: master ? null : TENANTS[email.startsWith('vazio') ? 2 : 0], acting: null, expires_at: ago(-600) })
      return send(res, 200, sessions.get(id), { 'set-cookie': `sid=${id}; HttpOnly; SameSite=Lax; Path=/` })
    }
    if (route === 'GET /api/auth/visitor') return send(res, 200, { session: session ?? null })
    if (!session) return problem(res, 401, 'UNAUTHENTICATED')
    const mine = session.tenant?.id === TENANTS[2].id ? [] : [...conversations.values()]
    if (route === 'POST /api/auth/sign-out') { sessions.delete(sid); res.writeHead(204); return res.end() }
    if (route === 'PUT /api/auth/session/tenant') { const { tenant_id: id, reason } = await readBody(req); session.tenant = TENANTS.find((it) => it.id === id); session.acting = { reason, until: ago(-60) }; return send(res, 200, session) }
    if (route === 'GET /api/admin/tenants') return send(res, 200, { items: TENANTS })
    if (route === 'GET /api/inboxes') return send(res, 200, { items: INBOXES })
    if (route === 'GET /api/conversations') return send(res, 200, { items: mine.map(view).sort((a, b) => b.last_message_at.localeCompare(a.last_message_at)), cursor: null })
    if (route === 'POST /api/chat') return await chat(req, res, await readBody(req))
    const [, id, part] = /^\/api\/conversations\/([^/]+)(\/messages)?$/.exec(url.pathname) ?? []
    const it = conversations.get(id)
    if (!it) return problem(res, 404, 'NOT_FOUND')
    if (!part) return send(res, 200, view(it))
    const before = Number(url.searchParams.get('before') ?? Infinity)
    const limit = Number(url.searchParams.get('limit') ?? 50)
    const items = it.messages.filter((m) => m.message_index < before).slice(-limit)
    return send(res, 200, { items, before: items[0]?.message_index > 1 ? items[0].message_index : null })
  } catch (error) {
    console.error(error)
    if (!res.headersSent) problem(res, 500, 'INTERNAL_ERROR')
  }
})
server.listen(PORT, '127.0.0.1', () => console.log(`mock backend on http://127.0.0.1:${PORT}`))
