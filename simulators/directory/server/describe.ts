import type { LdapRequest } from '../ldap/request.js'
import { renderFilter } from '../ldap/render-filter.js'
import type { OperationAnswer } from './operation.js'

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

export function describeAnswer({ before = [], final }: OperationAnswer): string {
  const count = (kind: string) => before.filter((response) => response.kind === kind).length
  const { code, diagnosticMessage } = final.result
  const text = diagnosticMessage === '' ? '' : ` ${diagnosticMessage.replaceAll('\0', '').trim()}`
  return `result=${code} entries=${count('entry')} references=${count('reference')}${text}`
}
