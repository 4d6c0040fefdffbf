import type { Schema } from '@/lib/api'

import { FactsButton } from './AnswerFooter'

/** Model, tokens, cost and time behind one small button: for those who ask. */
export function AnswerFacts({ message }: { message: Schema<'StoredMessage'> }) {
  if (!message.usage && message.latency_ms === null) return null
  return <FactsButton message={message} />
}
