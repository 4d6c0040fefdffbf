/** A path of this application, or its start. An address that leads elsewhere is not followed. */
export function inAppPath(wanted: string | undefined): string {
  if (!wanted?.startsWith('/')) return '/'
  const base = 'https://here.invalid'
  const url = URL.parse(wanted, base)
  return url?.origin === base && !url.pathname.startsWith('/sign-in') ? url.pathname + url.search + url.hash : '/'
}
