import { expect, test, vi } from 'vitest'

import { ApiProblem } from '@/lib/ApiProblem'

import { UploadQueue } from './UploadQueue'

const file = (name: string) => new File(['x'], name)
const settle = () => vi.waitFor(() => undefined)

test('Two files are sent at once, the others wait, and each has its own end', async () => {
  const ends = new Map<string, { resolve: () => void; reject: (error: unknown) => void }>()
  const send = (_file: File, name: string) =>
    new Promise<void>((resolve, reject) => {
      ends.set(name, { resolve, reject })
    })
  const done = vi.fn()
  const queue = new UploadQueue(send, done)
  const states = () => queue.read().map(({ name, state }) => `${name} ${state}`)

  queue.add([file('a'), file('b'), file('c')])
  expect(states()).toEqual(['a sending', 'b sending', 'c waiting'])

  ends.get('a')?.reject(new ApiProblem({ status: 415, code: 'FILE_TYPE_MISMATCH' }))
  await settle()
  expect(states()).toEqual(['a failed', 'b sending', 'c sending'])

  ends.get('b')?.resolve()
  ends.get('c')?.resolve()
  await settle()
  expect(states()).toEqual(['a failed', 'b done', 'c done'])
  expect(done).toHaveBeenCalledTimes(2)
})

test('Progress is told, and what has ended can be put away', async () => {
  const seen: number[] = []
  const queue = new UploadQueue(
    (_file, _name, onProgress) => {
      onProgress(0.5)
      return Promise.resolve()
    },
    () => undefined,
  )
  queue.subscribe(() => seen.push(queue.read()[0]?.share ?? -1))

  queue.add([file('a')])
  await settle()
  queue.clear()

  expect(seen).toContain(0.5)
  expect(queue.read()).toEqual([])
})

test('A refused file is shown with its reason, and nothing is sent', () => {
  const send = vi.fn()
  const queue = new UploadQueue(send, () => undefined)

  queue.refuse('foto.png', 'FILE_TYPE_UNSUPPORTED')

  expect(queue.read()[0]).toMatchObject({ name: 'foto.png', state: 'failed', error: { code: 'FILE_TYPE_UNSUPPORTED' } })
  expect(send).not.toHaveBeenCalled()
})
