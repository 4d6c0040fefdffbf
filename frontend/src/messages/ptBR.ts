// Written by dev/catalogue.mjs.
import { answer } from './pt-BR/answer'
import { app } from './pt-BR/app'
import { chat } from './pt-BR/chat'
import { composer } from './pt-BR/composer'
import { copilot } from './pt-BR/copilot'
import { dashboards } from './pt-BR/dashboards'
import { entry } from './pt-BR/entry'
import { inbox } from './pt-BR/inbox'
import { leads } from './pt-BR/leads'
import { locale } from './pt-BR/locale'
import { messages } from './pt-BR/messages'
import { nav } from './pt-BR/nav'
import { palette } from './pt-BR/palette'
import { panel } from './pt-BR/panel'
import { problem } from './pt-BR/problem'
import { signIn } from './pt-BR/signIn'
import { start } from './pt-BR/start'
import { tenants } from './pt-BR/tenants'
import { user } from './pt-BR/user'
import { waiting } from './pt-BR/waiting'
import { workspace } from './pt-BR/workspace'

/** Every word on the screen, in the default language: one file an area. `en` must have the same keys. */
export const ptBR = {
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
} as const

/** The shape that every other language fills in. */
export type Messages = Words<typeof ptBR>

type Words<Part> = { [Key in keyof Part]: Part[Key] extends string ? string : Words<Part[Key]> }
