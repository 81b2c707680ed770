import { collectionOf, type Instant } from '../../core/index.js'
import type { Person } from './people.js'

/** What identity keeps of a person beyond what the people API shows. @source developer.webex.com, SCIM 2 Users */
export interface IdentityProfile {
  readonly personId: string
  readonly orgId: string
  /** What the person is in the directory that it was synchronized from; null for who was made by hand. */
  readonly externalId: string | null
  readonly title: string | null
  readonly preferredLanguage: string | null
  readonly locale: string | null
  readonly profileUrl: string | null
  readonly photoUrl: string | null
  readonly address: PostalAddress | null
  readonly sipAddresses: readonly string[]
  readonly enterprise: Enterprise
}

export interface PostalAddress {
  readonly streetAddress: string | null
  readonly locality: string | null
  readonly region: string | null
  readonly postalCode: string | null
  readonly country: string | null
}

export interface Enterprise {
  readonly costCenter: string | null
  readonly organization: string | null
  readonly division: string | null
  readonly department: string | null
  readonly employeeNumber: string | null
  readonly managerId: string | null
}

export const identityProfiles = collectionOf<IdentityProfile>()('webex', 'identityProfiles', {
  key: ({ personId }) => personId,
  indexes: {
    external: ({ orgId, externalId }) => (externalId === null ? undefined : externalKey(orgId, externalId)),
    synchronized: ({ orgId, externalId }) => (externalId === null ? undefined : orgId),
  },
})

export const externalKey = (orgId: string, externalId: string): string => `${orgId}/${externalId}`

/** A picture that was sent for a person. */
export interface Picture {
  readonly personId: string
  readonly orgId: string
  readonly mediaType: string
  readonly base64: string
  readonly sha256: string
}

export const pictures = collectionOf<Picture>()('webex', 'pictures', {
  key: ({ personId }) => personId,
  indexes: { organization: ({ orgId }) => orgId },
})

/** Somebody who was deleted and is not gone for good yet: the address cannot be used by anybody else. @source ldap.md 8 */
export interface SoftDeletedPerson {
  readonly id: string
  readonly orgId: string
  readonly email: string
  readonly externalId: string | null
  readonly person: Person
  readonly deleted: Instant
  readonly hardDeleted: Instant
}

export const softDeletedPeople = collectionOf<SoftDeletedPerson>()('webex', 'softDeletedPeople', {
  key: ({ id }) => id,
  indexes: {
    organization: ({ orgId }) => orgId,
    email: ({ email }) => email,
    external: ({ orgId, externalId }) => (externalId === null ? undefined : externalKey(orgId, externalId)),
  },
})

/** One instance of a synchronizer. Of those of a domain one is active. @source hybrid-calendar.md HD-007 */
export interface DirectoryConnector {
  readonly id: string
  readonly orgId: string
  readonly domain: string
  readonly hostname: string
  readonly isActive: boolean
  readonly lastHeartbeat: Instant
}

export const directoryConnectorKey = (orgId: string, id: string): string => `${orgId}/${id}`

export const directoryConnectors = collectionOf<DirectoryConnector>()('webex', 'directoryConnectors', {
  key: ({ orgId, id }) => directoryConnectorKey(orgId, id),
  indexes: { organization: ({ orgId }) => orgId, domain: ({ orgId, domain }) => `${orgId}/${domain}` },
})
