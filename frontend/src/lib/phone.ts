const E164 = /^\+[1-9]\d{7,14}$/

/** Drops what people put between digits; `00` in front becomes `+`. */
export function normalisePhone(typed: string): string {
  return typed.replace(/[\s().\-/\u00A0]/g, '').replace(/^00/, '+')
}

/** Shape only. Whether the number exists in its country is for the server to say. */
export function isE164(phone: string): boolean {
  return E164.test(phone)
}

/** The number to show: what a visitor of the web chat typed stands for theirs, which is nobody's. */
export function shownPhone(contact: { phone: string | null; claimed_phone: string | null }): string | null {
  const phone = contact.claimed_phone ?? contact.phone
  return phone === null || phone === '' ? null : formatPhone(phone)
}

/** For reading: Brazilian numbers get their usual groups, others stay as they are. */
export function formatPhone(phone: string): string {
  const brazil = /^\+55(\d{2})(\d{4,5})(\d{4})$/.exec(phone)
  return brazil ? `+55 ${brazil[1]} ${brazil[2]}-${brazil[3]}` : phone
}
