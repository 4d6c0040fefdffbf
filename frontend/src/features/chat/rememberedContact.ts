import type { AgentType } from '@/lib/agentType'
import { isRecord } from '@/lib/ApiProblem'
import { rememberedStorage } from '@/lib/browserStorage'
import { parseJson } from '@/lib/parseJson'

export type ContactChoice = {
  name: string
  phone: string
  agentType: AgentType | null
  inboxId: string | null
}

const key = (scope: string) => `dom360.contact.${scope}`

/** The contact that was tried last on this device; blank the first time. */
export function readContact(scope: string): ContactChoice {
  const stored = parseJson(rememberedStorage.read(key(scope)))
  const fields = isRecord(stored) ? stored : {}
  return {
    name: typeof fields.name === 'string' ? fields.name : '',
    phone: typeof fields.phone === 'string' ? fields.phone : '',
    agentType: fields.agentType === 'SDR' || fields.agentType === 'COPILOT' ? fields.agentType : null,
    inboxId: typeof fields.inboxId === 'string' ? fields.inboxId : null,
  }
}

export function rememberContact(scope: string, contact: ContactChoice): void {
  rememberedStorage.write(key(scope), JSON.stringify(contact))
}
