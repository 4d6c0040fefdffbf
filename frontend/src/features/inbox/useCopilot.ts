import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'

import { ApiProblem } from '@/lib/ApiProblem'
import { postTurn } from '@/lib/turns/postTurn'
import { runTurn } from '@/lib/turns/runTurn'

import { useInbox } from './InboxContext'
import type { Conversation, Message } from './pages'

export type Asked = {
  id: string
  question: string
  phase: 'asking' | 'answered' | 'failed'
  text: string
  tool: string | null
  message: Message | null
  problem: ApiProblem | null
}

/**
 * Questions to COPILOT, one after the other. They are turns like any other, in the asking person's own
 * conversation with COPILOT; which conversation they are about goes along in words.
 */
export function useCopilot(conversation: Conversation): {
  asked: Asked[]
  busy: boolean
  ask: (question: string) => void
} {
  const t = useTranslations('copilot')
  const { myName } = useInbox()
  const [asked, setAsked] = useState<Asked[]>([])
  const stop = useRef<AbortController | null>(null)
  const busy = asked.some(({ phase }) => phase === 'asking')

  useEffect(() => () => stop.current?.abort(), [])

  function change(id: string, fields: (one: Asked) => Partial<Asked>) {
    setAsked((all) => all.map((one) => (one.id === id ? { ...one, ...fields(one) } : one)))
  }

  async function run(id: string, question: string, signal: AbortSignal) {
    const { id: conversationId, contact_phone: phone } = conversation
    // An erased contact has no number any more.
    const about = phone === '' ? t('aboutErased', { id: conversationId }) : t('about', { id: conversationId, phone })
    const body = {
      request_id: id,
      inbox_id: conversation.inbox_id,
      agent_type: 'COPILOT' as const,
      sender_name: myName,
      message: `${question}\n\n${about}`,
    }
    try {
      for await (const event of runTurn(body, signal, { post: postTurn })) {
        if (event.type === 'token') change(id, ({ text }) => ({ text: text + event.text }))
        if (event.type === 'tool') change(id, () => ({ tool: event.name }))
        if (event.type === 'restarted') change(id, () => ({ text: '', tool: null }))
        if (event.type === 'answered') {
          change(id, () => ({ phase: 'answered', text: event.message.content, message: event.message }))
        }
        if (event.type === 'handed_over') throw new ApiProblem({ status: 409, code: 'COPILOT_WITH_HUMAN' })
      }
    } catch (error) {
      if (!signal.aborted) change(id, () => ({ phase: 'failed', problem: ApiProblem.from(error) }))
    }
  }

  function ask(question: string): void {
    const id = crypto.randomUUID()
    stop.current = new AbortController()
    setAsked((all) => [
      ...all.filter((one) => one.phase !== 'failed'),
      { id, question, phase: 'asking', text: '', tool: null, message: null, problem: null },
    ])
    void run(id, question, stop.current.signal)
  }

  return { asked, busy, ask }
}
