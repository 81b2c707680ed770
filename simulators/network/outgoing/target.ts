/** Whom the lab calls at the addresses that its users name: this machine alone, or anybody. */
export type CallTargets = 'loopback' | 'anywhere'

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** The address of HTTP that may be called; undefined for any other. */
export function readTarget(text: string, targets: CallTargets): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) return undefined
  return targets === 'anywhere' || LOOPBACK.test(url.hostname) ? url : undefined
}
