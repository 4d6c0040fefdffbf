import type { Messages } from '@/messages/ptBR'

export const answer: Messages['answer'] = {
  tokens: '{input} in, {output} out',
  tokensLabel: 'Tokens',
  details: 'Details of the answer',
  model: 'Model',
  input: 'Input tokens',
  cached: 'Of these, cached',
  output: 'Output tokens',
  latency: 'Response time',
  cost: 'Cost',
  costUnknown: 'No known price',
  request: 'Identifier',
  tools: '{count, plural, one {# tool used} other {# tools used}}',
  toolRunning: 'Using {name}…',
  toolOk: 'Done',
  toolFailed: 'Failed',
  toolArguments: 'Arguments of {name}',
  sources: '{count, plural, one {# source} other {# sources}}',
  score: 'relevance {score}',
}
