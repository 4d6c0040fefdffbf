// Written by dev/catalogue.mjs.
import { account } from './en/account'
import { acting } from './en/acting'
import { agents } from './en/agents'
import { answer } from './en/answer'
import { app } from './en/app'
import { audit } from './en/audit'
import { budgets } from './en/budgets'
import { chat } from './en/chat'
import { common } from './en/common'
import { composer } from './en/composer'
import { connection } from './en/connection'
import { contacts } from './en/contacts'
import { copilot } from './en/copilot'
import { dashboards } from './en/dashboards'
import { desk } from './en/desk'
import { entry } from './en/entry'
import { firstSteps } from './en/firstSteps'
import { general } from './en/general'
import { inbox } from './en/inbox'
import { inboxes } from './en/inboxes'
import { keys } from './en/keys'
import { knowledge } from './en/knowledge'
import { leads } from './en/leads'
import { locale } from './en/locale'
import { messages } from './en/messages'
import { nav } from './en/nav'
import { palette } from './en/palette'
import { panel } from './en/panel'
import { people } from './en/people'
import { platform } from './en/platform'
import { problem } from './en/problem'
import { protocol } from './en/protocol'
import { secret } from './en/secret'
import { settings } from './en/settings'
import { signIn } from './en/signIn'
import { signOn } from './en/signOn'
import { start } from './en/start'
import { tenants } from './en/tenants'
import { user } from './en/user'
import { waiting } from './en/waiting'
import { webChat } from './en/webChat'
import { weekly } from './en/weekly'
import { workspace } from './en/workspace'

import type { Messages } from './ptBR'

export const en: Messages = {
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
}
