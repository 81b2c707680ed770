import { collectionOf } from '../../../core/index.js'

/** What an application may do for everybody, or as the person who is logged on. */
export const APP_ROLE = 'full_access_as_app'
export const DELEGATED_SCOPE = 'EWS.AccessAsUser.All'

/** A program that is registered with the identity provider of the organization. */
export interface Application {
  /** The client id. */
  readonly appId: string
  /** The id of its service principal, as role assignments name it. */
  readonly objectId: string
  readonly displayName: string
  /** SHA-256 of each client secret, in hexadecimal. */
  readonly secrets: readonly string[]
  /** Certificates, in PEM, whose keys sign client assertions. */
  readonly certificates: readonly string[]
  /** Application permissions that an administrator has consented to, such as `full_access_as_app`. */
  readonly appRoles: readonly string[]
  /** Delegated permissions, such as `EWS.AccessAsUser.All`. */
  readonly scopes: readonly string[]
}

export const applications = collectionOf<Application>()('exchange', 'applications', {
  key: ({ appId }) => appId.toLowerCase(),
})
