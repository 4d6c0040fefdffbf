// Written by dev/catalogue.mjs.
import { account } from './pt-BR/account'
import { acting } from './pt-BR/acting'
import { agents } from './pt-BR/agents'
import { answer } from './pt-BR/answer'
import { app } from './pt-BR/app'
import { audit } from './pt-BR/audit'
import { budgets } from './pt-BR/budgets'
import { chat } from './pt-BR/chat'
import { common } from './pt-BR/common'
import { composer } from './pt-BR/composer'
import { connection } from './pt-BR/connection'
import { contacts } from './pt-BR/contacts'
import { copilot } from './pt-BR/copilot'
import { dashboards } from './pt-BR/dashboards'
import { desk } from './pt-BR/desk'
import { entry } from './pt-BR/entry'
import { firstSteps } from './pt-BR/firstSteps'
import { general } from './pt-BR/general'
import { inbox } from './pt-BR/inbox'
import { inboxes } from './pt-BR/inboxes'
import { keys } from './pt-BR/keys'
import { knowledge } from './pt-BR/knowledge'
import { leads } from './pt-BR/leads'
import { locale } from './pt-BR/locale'
import { messages } from './pt-BR/messages'
import { nav } from './pt-BR/nav'
import { palette } from './pt-BR/palette'
import { panel } from './pt-BR/panel'
import { people } from './pt-BR/people'
import { platform } from './pt-BR/platform'
import { problem } from './pt-BR/problem'
import { protocol } from './pt-BR/protocol'
import { secret } from './pt-BR/secret'
import { settings } from './pt-BR/settings'
import { signIn } from './pt-BR/signIn'
import { signOn } from './pt-BR/signOn'
import { start } from './pt-BR/start'
import { tenants } from './pt-BR/tenants'
import { user } from './pt-BR/user'
import { waiting } from './pt-BR/waiting'
import { webChat } from './pt-BR/webChat'
import { weekly } from './pt-BR/weekly'
import { workspace } from './pt-BR/workspace'

/** Every word on the screen, in the default language: one file an area. `en` must have the same keys. */
export const ptBR = {
  account,
  acting,
  agents,
  answer,
  app,
  audit,
  budgets,
  chat,
  common,
  composer,
  connection,
  contacts,
  copilot,
  dashboards,
  desk,
  entry,
  firstSteps,
  general,
  inbox,
  inboxes,
  keys,
  knowledge,
  leads,
  locale,
  messages,
  nav,
  palette,
  panel,
  people,
  platform,
  problem,
  protocol,
  secret,
  settings,
  signIn,
  signOn,
  start,
  tenants,
  user,
  waiting,
  webChat,
  weekly,
  workspace,
} as const

/** The shape that every other language fills in. */
export type Messages = Words<typeof ptBR>

type Words<Part> = { [Key in keyof Part]: Part[Key] extends string ? string : Words<Part[Key]> }
