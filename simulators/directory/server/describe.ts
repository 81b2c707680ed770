import type { LdapRequest } from '../ldap/request.js'
import { renderFilter } from '../ldap/render-filter.js'
import type { LdapResult } from '../ldap/response.js'
import type { Said } from './interaction.js'

/**
 * What the journal says of a request. Passwords and credentials are not said, nor are the values of writes,
 * because a password may be among them.
 */
export function describeRequest(request: LdapRequest): string {
  switch (request.kind) {
    case 'bind':
      return `bind name=${JSON.stringify(request.name)} authentication=${request.authentication.kind}`
    case 'search': {
      const { base, scope, filter, attributes } = request
      return `search base=${JSON.stringify(base)} scope=${scope} filter=${renderFilter(filter)} attributes=${attributes.join(' ')}`
    }
    case 'modify': {
      const changes = request.modifications.map(({ kind, attribute }) => `${kind}:${attribute.type}`)
      return `modify dn=${JSON.stringify(request.dn)} changes=${changes.join(' ')}`
    }
    case 'add':
      return `add dn=${JSON.stringify(request.dn)} attributes=${request.attributes.map(({ type }) => type).join(' ')}`
    case 'delete':
      return `delete dn=${JSON.stringify(request.dn)}`
    case 'rename':
      return `rename dn=${JSON.stringify(request.dn)} newRdn=${JSON.stringify(request.newRdn)}`
    case 'compare':
      return `compare dn=${JSON.stringify(request.dn)} attribute=${request.attribute}`
    case 'extended':
      return `extended ${request.name}`
    case 'abandon':
      return `abandon ${request.abandonedId}`
    case 'unbind':
      return 'unbind'
  }
}

/** Whom or what a request is about. */
export function targetOf(request: LdapRequest): string | null {
  if (request.kind === 'search') return request.base
  return 'dn' in request ? request.dn : null
}

/** What the journal says of an answer; one that was abandoned has no result. */
export function describeSaid({ entries, references }: Said, end: LdapResult | undefined): string {
  const text = end === undefined ? '' : end.diagnosticMessage.replaceAll('\0', '').trim()
  const counts = `entries=${entries} references=${references}`
  return end === undefined ? counts : `result=${end.code} ${counts}${text === '' ? '' : ` ${text}`}`
}
