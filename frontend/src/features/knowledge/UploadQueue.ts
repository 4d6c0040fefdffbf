import { ApiProblem } from '@/lib/ApiProblem'

export type Upload = {
  id: number
  name: string
  state: 'waiting' | 'sending' | 'done' | 'failed'
  /** How much has left, 0 to 1. */
  share: number
  error: unknown
}
type Send = (file: File, name: string, onProgress: (share: number) => void) => Promise<unknown>

/** So many files are on their way at once: more would only share the same line. */
const AT_ONCE = 2

/** Files on their way. It outlives the screen that shows it, and one file's failure is its own. */
export class UploadQueue {
  #uploads: readonly Upload[] = []
  #waiting: { id: number; file: File; name: string }[] = []
  #running = 0
  #next = 1
  #listeners = new Set<() => void>()
  readonly #send: Send
  readonly #onDone: () => void

  constructor(send: Send, onDone: () => void) {
    this.#send = send
    this.#onDone = onDone
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly read = (): readonly Upload[] => this.#uploads

  add(files: File[], name?: string): void {
    for (const file of files) {
      const one = { id: this.#next++, file, name: name ?? file.name }
      this.#waiting.push(one)
      this.#set([...this.#uploads, { id: one.id, name: one.name, state: 'waiting', share: 0, error: null }])
    }
    while (this.#running < AT_ONCE && this.#waiting.length > 0) void this.#run()
  }

  /** What is not even sent stands in the list too, with why. */
  refuse(name: string, code: string): void {
    const error = new ApiProblem({ status: 415, code })
    this.#set([...this.#uploads, { id: this.#next++, name, state: 'failed', share: 0, error }])
  }

  clear(): void {
    this.#set(this.#uploads.filter(({ state }) => state === 'waiting' || state === 'sending'))
  }

  async #run(): Promise<void> {
    this.#running += 1
    for (let one = this.#waiting.shift(); one; one = this.#waiting.shift()) {
      const { id, file, name } = one
      this.#change(id, { state: 'sending' })
      try {
        await this.#send(file, name, (share) => this.#change(id, { share }))
        this.#change(id, { state: 'done', share: 1 })
        this.#onDone()
      } catch (error) {
        this.#change(id, { state: 'failed', error })
      }
    }
    this.#running -= 1
  }

  #change(id: number, fields: Partial<Upload>): void {
    this.#set(this.#uploads.map((upload) => (upload.id === id ? { ...upload, ...fields } : upload)))
  }

  #set(uploads: readonly Upload[]): void {
    this.#uploads = uploads
    for (const listener of this.#listeners) listener()
  }
}
