/** What the API takes in one message, in bytes of UTF-8. */
export const MAX_MESSAGE_BYTES = 32 * 1024

const encoder = new TextEncoder()

export function byteLength(text: string): number {
  return encoder.encode(text).length
}
