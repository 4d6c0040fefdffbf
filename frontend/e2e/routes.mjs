// Every address of the application, from the route tree: a new page is walked without being named here.
import { readFileSync } from 'node:fs'

const tree = readFileSync(new URL('../src/routeTree.gen.ts', import.meta.url), 'utf8')
const [, block] = /interface FileRoutesByTo \{([^}]+)\}/.exec(tree)
const addresses = [...block.matchAll(/'([^']+)':/g)].map(([, address]) => address)
if (addresses.length < 30) throw new Error(`only ${addresses.length} addresses in routeTree.gen.ts`)

// A part of them, while one works on it: ONLY=/contacts make pages
const { ONLY = '' } = process.env

const STRANGERS = ['/sign-in', '/forgot-password', '/reset-password', '/accept-invitation', '/unsubscribe']

function whose(address) {
  if (STRANGERS.some((own) => address.startsWith(own))) return 'stranger'
  return address.startsWith('/admin') || address === '/choose-tenant' ? 'master' : 'admin'
}

/** Whose page it is, and its address with ids in it; pages of one thing are left out where there is none. */
export function pages(ids) {
  return addresses.filter((address) => address.startsWith(ONLY)).flatMap((address) => {
    const names = [...address.matchAll(/\$(\w*)/g)].map(([, name]) => name || '_splat')
    const unknown = names.filter((name) => !(name in ids))
    if (unknown.length > 0 && Object.keys(ids).length > 1) throw new Error(`e2e/routes.mjs: what is ${unknown} of ${address}?`)
    if (unknown.length > 0) return []
    return [{ address, whose: whose(address), path: address.replace(/\$(\w*)/g, (_, name) => ids[name || '_splat']) }]
  })
}
