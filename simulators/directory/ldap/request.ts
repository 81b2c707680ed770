import type { Control } from './control.js'
import type { Filter } from './filter.js'

/** An attribute with values as they travel. */
export interface WireAttribute {
  readonly type: string
  readonly values: readonly Buffer[]
}

/**
 * How a client proves who it is. `sicily` are the three choices of Microsoft's older NTLM negotiation; an unknown one is
 * answered as such, because the choice is open to extension.
 */
export type BindAuthentication =
  | { readonly kind: 'simple'; readonly password: Buffer }
  | { readonly kind: 'sasl'; readonly mechanism: string; readonly credentials: Buffer | undefined }
  | { readonly kind: 'sicily'; readonly step: 'discovery' | 'negotiate' | 'response'; readonly token: Buffer }
  | { readonly kind: 'unknown'; readonly choice: number }

export interface BindRequest {
  readonly kind: 'bind'
  readonly version: number
  /** Not always a DN: UPN, `DOMAIN\user` and more. */
  readonly name: string
  readonly authentication: BindAuthentication
}

export type SearchScope = 'base' | 'one-level' | 'subtree' | 'subordinate'

export interface SearchRequest {
  readonly kind: 'search'
  readonly base: string
  readonly scope: SearchScope
  readonly derefAliases: number
  /** 0 for none. */
  readonly sizeLimit: number
  readonly timeLimitSeconds: number
  readonly typesOnly: boolean
  readonly filter: Filter
  readonly attributes: readonly string[]
}

export interface Modification {
  readonly kind: 'add' | 'delete' | 'replace' | 'increment'
  readonly attribute: WireAttribute
}

export type LdapRequest =
  | BindRequest
  | { readonly kind: 'unbind' }
  | SearchRequest
  | { readonly kind: 'modify'; readonly dn: string; readonly modifications: readonly Modification[] }
  | { readonly kind: 'add'; readonly dn: string; readonly attributes: readonly WireAttribute[] }
  | { readonly kind: 'delete'; readonly dn: string }
  | {
      readonly kind: 'rename'
      readonly dn: string
      readonly newRdn: string
      readonly deleteOldRdn: boolean
      readonly newSuperior: string | undefined
    }
  | { readonly kind: 'compare'; readonly dn: string; readonly attribute: string; readonly value: Buffer }
  | { readonly kind: 'abandon'; readonly abandonedId: number }
  | { readonly kind: 'extended'; readonly name: string; readonly value: Buffer | undefined }

/** A request with its envelope. @source RFC 4511 4.1.1 */
export interface RequestMessage {
  readonly messageId: number
  readonly request: LdapRequest
  readonly controls: readonly Control[]
}
