import type { ManagementServices } from '../management-services.js'
import type { ListChange } from '../binding/kind.js'
import { canonicalName } from './find.js'
import { proxyAddressTaken } from './refusals.js'

type Services = Pick<ManagementServices, 'directory'>

/**
 * Addresses after a change. One without a prefix is of SMTP, and in a whole list the first of these is the primary one.
 * @source Exchange documentation of -EmailAddresses
 */
export function changedAddresses(before: readonly string[], change: ListChange): readonly string[] {
  if (change.kind === 'whole') return withPrimary(change.values.map(withPrefix))
  const removed = new Set(change.remove.map((address) => withPrefix(address).toLowerCase()))
  const kept = before.filter((address) => !removed.has(address.toLowerCase()))
  return change.add.map(withPrefix).reduce(added, kept)
}

/** Makes an address the primary one; the one before stays as another. */
export function withPrimaryAddress(before: readonly string[], address: string): readonly string[] {
  return added(before, `SMTP:${address}`)
}

/** A new primary address puts the old one back; an address that is there already is not doubled. */
function added(addresses: readonly string[], address: string): readonly string[] {
  const others = addresses.filter((each) => each.toLowerCase() !== address.toLowerCase())
  const isPrimary = address.startsWith('SMTP:')
  return isPrimary
    ? [address, ...others.map((each) => each.replace(/^SMTP:/, 'smtp:'))]
    : [...others, addresses.find((each) => each === `SMTP:${address.slice(5)}`) ?? address]
}

function withPrefix(address: string): string {
  return /^[A-Za-z0-9]+:/.test(address) ? address : `smtp:${address}`
}

function withPrimary(addresses: readonly string[]): readonly string[] {
  if (addresses.some((address) => address.startsWith('SMTP:'))) return addresses
  const first = addresses.findIndex((address) => address.startsWith('smtp:'))
  return addresses.map((address, at) => (at === first ? `SMTP:${address.slice(5)}` : address))
}

/** @throws ShellError when one of them is somebody else's */
export function mustBeFree({ directory }: Services, addresses: readonly string[], own?: string): void {
  for (const address of addresses) {
    const [, plain] = /^smtp:(.*)$/i.exec(address) ?? []
    const owner = plain === undefined ? undefined : directory.recipients.byAddress(plain)
    if (owner === undefined || owner.objectGuid === own) continue
    throw proxyAddressTaken(`SMTP:${plain}`, canonicalName({ directory }, owner.objectGuid))
  }
}

/** The primary address in a list of them, without its prefix. */
export function primaryOf(addresses: readonly string[]): string | undefined {
  return addresses.find((address) => address.startsWith('SMTP:'))?.slice(5)
}
