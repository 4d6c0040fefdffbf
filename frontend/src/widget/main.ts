import { httpTransport } from './httpTransport'
import { browserMemory } from './memory'
import { Widget } from './Widget'

/** What a page loads: one script tag, with the chat's public key. */
async function mount(script: HTMLScriptElement): Promise<void> {
  const key = script.dataset.key
  if (key === undefined || document.querySelector('dom360-chat') !== null) return
  // Where this file comes from is where the chat lives.
  const base = new URL('.', script.src).href.replace(/\/$/, '')
  const transport = httpTransport(base, key)
  try {
    const config = await transport.config()
    const language = script.dataset.lang ?? (document.documentElement.lang || config.locale)
    const { element } = new Widget({ transport, config, language, memory: browserMemory(config.inbox_id) })
    document.body.append(element)
  } catch (error) {
    // For who builds the page; a visitor sees no chat, and no fault.
    console.warn('DOM360: this page shows no chat.', error instanceof Error ? error.message : '')
  }
}

const script = document.currentScript
if (script instanceof HTMLScriptElement) {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => void mount(script))
  else void mount(script)
}
