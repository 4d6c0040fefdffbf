import { QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'

import { FreshQueryClient } from './queryClient'

function stage() {
  const answers: ((value: string) => void)[] = []
  const client = new FreshQueryClient()
  const observer = new QueryObserver(client, {
    queryKey: ['leads', 'column'],
    queryFn: () => new Promise<string>((resolve) => answers.push(resolve)),
  })
  const shown: (string | undefined)[] = []
  observer.subscribe(({ data }) => shown.push(data))
  return { client, answers, shown }
}

const settle = () => new Promise((resolve) => setTimeout(resolve))

test('What changed while it was loaded for the first time is asked again', async () => {
  const { client, answers, shown } = stage()

  const refreshed = client.invalidateQueries({ queryKey: ['leads'] })
  answers[0]?.('from before the change')
  await settle()
  answers[1]?.('as it is now')
  await refreshed

  expect(answers.length).toBe(2)
  expect(shown.at(-1)).toBe('as it is now')
})

test('What was loaded before is asked once', async () => {
  const { client, answers, shown } = stage()
  answers[0]?.('before')
  await settle()

  const refreshed = client.invalidateQueries({ queryKey: ['leads'] })
  answers[1]?.('now')
  await refreshed

  expect(answers.length).toBe(2)
  expect(shown.at(-1)).toBe('now')
})
