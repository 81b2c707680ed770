import type { Control } from './control.js'
import type { Octets } from './ber/ber-writer.js'

/** How an operation ended. @source RFC 4511 4.1.9 */
export interface LdapResult {
  readonly code: number
  /** Octets in one case: the challenge of a Sicily bind travels here. */
  readonly matchedDn: Octets
  readonly diagnosticMessage: string
  readonly referrals: readonly string[]
}

/** An attribute on its way out. */
export interface AttributeValues {
  readonly name: string
  readonly values: readonly Octets[]
}

export interface EntryResponse {
  readonly kind: 'entry'
  readonly dn: string
  readonly attributes: readonly AttributeValues[]
  /** Further attributes, as the octets of which they consist. */
  readonly ready?: Uint8Array
}

export type LdapResponse =
  | EntryResponse
  | { readonly kind: 'reference'; readonly urls: readonly string[] }
  | {
      readonly kind: 'search' | 'modify' | 'add' | 'delete' | 'rename' | 'compare'
      readonly result: LdapResult
    }
  | { readonly kind: 'bind'; readonly result: LdapResult; readonly serverCredentials?: Octets }
  | {
      readonly kind: 'extended'
      readonly result: LdapResult
      readonly name?: string
      readonly value?: Octets
    }
  | { readonly kind: 'intermediate'; readonly name: string; readonly value?: Octets }

/** A response with its envelope; message id 0 is the server's own notification. */
export interface ResponseMessage {
  readonly messageId: number
  readonly response: LdapResponse
  readonly controls?: readonly Control[]
}
