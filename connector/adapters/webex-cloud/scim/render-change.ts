import type { AccountContent, AccountPart, PersonField } from '../../../ports/people-service.js'
import { SCHEMA } from './scim-user.js'

const PATCH_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

/** Where each field of a person lies; in lists it is the one of a type. @source RFC 7644 3.5.2; developer.webex.com, SCIM 2 Users */
const PATHS: Readonly<Record<PersonField, string>> = {
  displayName: 'displayName',
  givenName: 'name.givenName',
  sn: 'name.familyName',
  title: 'title',
  department: `${SCHEMA.enterprise}:department`,
  division: `${SCHEMA.enterprise}:division`,
  organization: `${SCHEMA.enterprise}:organization`,
  costCenter: `${SCHEMA.enterprise}:costCenter`,
  employeeNumber: `${SCHEMA.enterprise}:employeeNumber`,
  telephoneNumber: 'phoneNumbers[type eq "work"].value',
  mobile: 'phoneNumbers[type eq "mobile"].value',
  facsimileTelephoneNumber: 'phoneNumbers[type eq "fax"].value',
  street: 'addresses[type eq "work"].streetAddress',
  l: 'addresses[type eq "work"].locality',
  st: 'addresses[type eq "work"].region',
  postalCode: 'addresses[type eq "work"].postalCode',
  c: 'addresses[type eq "work"].country',
  preferredLanguage: 'preferredLanguage',
  timezone: 'timezone',
  url: 'profileUrl',
  sipAddress: `${SCHEMA.webex}:sipAddresses[type eq "enterprise"].value`,
  photoUrl: 'photos[type eq "photo"].value',
}

interface Operation {
  readonly op: 'replace' | 'remove'
  readonly path: string
  readonly value?: unknown
}

/** Some parts of an account as a PATCH that leaves the others alone. */
export function renderChange(content: AccountContent, parts: readonly AccountPart[]): object {
  return { schemas: [PATCH_SCHEMA], Operations: parts.flatMap((part) => operationsFor(content, part)) }
}

function operationsFor(content: AccountContent, part: AccountPart): readonly Operation[] {
  switch (part) {
    case 'uid':
      return [set('userName', content.uid), set('emails[type eq "work"].value', content.uid)]
    case 'externalId':
      return [set('externalId', content.externalId ?? undefined)]
    case 'inactive':
      return [set('active', content.isActive)]
    case 'kind':
      return [set('userType', content.kind)]
    case 'manager': {
      const { managerId } = content
      return [set(`${SCHEMA.enterprise}:manager`, managerId === null ? undefined : { value: managerId })]
    }
    default:
      return [set(PATHS[part], content.fields[part])]
  }
}

/** What is no more is removed; of an item in a list, which has nothing but its value, the whole item. */
function set(path: string, value: unknown): Operation {
  if (value !== undefined) return { op: 'replace', path, value }
  return { op: 'remove', path: path.replace(/\]\.value$/, ']') }
}
