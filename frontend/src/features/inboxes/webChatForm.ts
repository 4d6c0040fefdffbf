import type { WebChat } from './useWebChat'

export type WebChatValues = {
  enabled: boolean
  origins: string
  title: string
  color: string
  position: 'left' | 'right'
  privacy: string
}

export const COLOR = /^#[0-9a-f]{6}$/i

export function valuesOf(chat: WebChat): WebChatValues {
  return {
    enabled: chat.enabled,
    origins: chat.allowed_origins.join('\n'),
    title: chat.title ?? '',
    color: chat.color,
    position: chat.position,
    privacy: chat.privacy_url ?? '',
  }
}

export function patchOf(values: WebChatValues) {
  return {
    enabled: values.enabled,
    allowed_origins: linesOf(values.origins),
    title: values.title.trim() || null,
    color: values.color,
    position: values.position,
    privacy_url: values.privacy.trim() || null,
  }
}

export function linesOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((line) => line !== '')
}

/** Shape only; the server writes them as browsers do. */
export function isOrigin(text: string): boolean {
  try {
    const { protocol, pathname, search, hash, username } = new URL(text)
    return ['http:', 'https:'].includes(protocol) && pathname === '/' && search + hash + username === ''
  } catch {
    return false
  }
}

export function snippetOf(origin: string, key: string): string {
  return `<script src="${origin}/widget.js" data-key="${key}" async></script>`
}
