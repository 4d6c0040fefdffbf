// Written by dev/catalogue.mjs.
import { answer } from './en/answer'
import { app } from './en/app'
import { chat } from './en/chat'
import { composer } from './en/composer'
import { copilot } from './en/copilot'
import { dashboards } from './en/dashboards'
import { entry } from './en/entry'
import { inbox } from './en/inbox'
import { leads } from './en/leads'
import { locale } from './en/locale'
import { messages } from './en/messages'
import { nav } from './en/nav'
import { palette } from './en/palette'
import { panel } from './en/panel'
import { problem } from './en/problem'
import { signIn } from './en/signIn'
import { start } from './en/start'
import { tenants } from './en/tenants'
import { user } from './en/user'
import { waiting } from './en/waiting'
import { workspace } from './en/workspace'

import type { Messages } from './ptBR'

export const en: Messages = {
  answer,
  app,
  chat,
  composer,
  copilot,
  dashboards,
  entry,
  inbox,
  leads,
  locale,
  messages,
  nav,
  palette,
  panel,
  problem,
  signIn,
  start,
  tenants,
  user,
  waiting,
  workspace,
}
