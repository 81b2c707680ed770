import { z } from 'zod'
import type { Account, AccountContent, PersonFields } from '../../../ports/people-service.js'

/** @source RFC 7643 8.7; developer.webex.com, SCIM 2 Users */
export const SCHEMA = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  enterprise: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  webex: 'urn:scim:schemas:extension:cisco:webexidentity:2.0:User',
} as const

const text = z.string().nullish()
const typed = z.array(z.looseObject({ value: z.string(), type: text })).nullish()

export const scimUser = z.looseObject({
  id: z.string(),
  userName: z.string(),
  externalId: text,
  active: z.boolean().nullish(),
  userType: text,
  name: z.looseObject({ givenName: text, familyName: text }).nullish(),
  displayName: text,
  title: text,
  preferredLanguage: text,
  timezone: text,
  profileUrl: text,
  roles: typed,
  phoneNumbers: typed,
  photos: typed,
  addresses: z
    .array(
      z.looseObject({
        streetAddress: text,
        locality: text,
        region: text,
        postalCode: text,
        country: text,
      }),
    )
    .nullish(),
  [SCHEMA.enterprise]: z
    .looseObject({
      costCenter: text,
      organization: text,
      division: text,
      department: text,
      employeeNumber: text,
      manager: z.looseObject({ value: text }).nullish(),
    })
    .nullish(),
  [SCHEMA.webex]: z.looseObject({ sipAddresses: typed }).nullish(),
})
type ScimUser = z.output<typeof scimUser>

/** The time zone of every new account, which nobody chose. @inferred */
const UNCHOSEN_ZONE = 'UTC'

export function readAccount(user: ScimUser): Account {
  const enterprise = user[SCHEMA.enterprise]
  return {
    id: user.id,
    uid: user.userName.toLowerCase(),
    externalId: user.externalId ?? null,
    kind: user.userType === 'room' ? 'room' : 'user',
    isActive: user.active ?? true,
    isAdministrator: (user.roles ?? []).some(({ value }) => value.startsWith('id_')),
    managerId: enterprise?.manager?.value ?? null,
    fields: present({
      displayName: user.displayName,
      givenName: user.name?.givenName,
      sn: user.name?.familyName,
      title: user.title,
      department: enterprise?.department,
      division: enterprise?.division,
      organization: enterprise?.organization,
      costCenter: enterprise?.costCenter,
      employeeNumber: enterprise?.employeeNumber,
      telephoneNumber: ofType(user.phoneNumbers, 'work'),
      mobile: ofType(user.phoneNumbers, 'mobile'),
      facsimileTelephoneNumber: ofType(user.phoneNumbers, 'fax'),
      ...readAddress(user),
      preferredLanguage: user.preferredLanguage,
      timezone: user.timezone === UNCHOSEN_ZONE ? null : user.timezone,
      url: user.profileUrl,
      sipAddress: ofType(user[SCHEMA.webex]?.sipAddresses, 'enterprise'),
      photoUrl: ofType(user.photos, 'photo'),
    }),
  }
}

function readAddress({ addresses }: ScimUser) {
  const [address] = addresses ?? []
  return {
    street: address?.streetAddress,
    l: address?.locality,
    st: address?.region,
    postalCode: address?.postalCode,
    c: address?.country,
  }
}

function ofType(values: z.output<typeof typed>, type: string): string | undefined {
  return values?.find((one) => one.type === type)?.value
}

function present(values: Readonly<Record<string, string | null | undefined>>): PersonFields {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  )
}

/** An account as a client sends it whole. */
export function renderUser({ uid, externalId, kind, isActive, fields, managerId }: AccountContent): object {
  const { street, l, st, postalCode, c } = fields
  const address = { streetAddress: street, locality: l, region: st, postalCode, country: c }
  return {
    schemas: Object.values(SCHEMA),
    userName: uid,
    ...(externalId === null ? {} : { externalId }),
    active: isActive,
    userType: kind,
    displayName: fields.displayName,
    name: { givenName: fields.givenName, familyName: fields.sn },
    emails: [{ value: uid, type: 'work', primary: true }],
    title: fields.title,
    preferredLanguage: fields.preferredLanguage,
    timezone: fields.timezone,
    profileUrl: fields.url,
    phoneNumbers: [
      ...valueOfType(fields.telephoneNumber, 'work'),
      ...valueOfType(fields.mobile, 'mobile'),
      ...valueOfType(fields.facsimileTelephoneNumber, 'fax'),
    ],
    photos: valueOfType(fields.photoUrl, 'photo'),
    ...(Object.values(address).every((part) => part === undefined)
      ? {}
      : { addresses: [{ type: 'work', ...address }] }),
    [SCHEMA.enterprise]: {
      costCenter: fields.costCenter,
      organization: fields.organization,
      division: fields.division,
      department: fields.department,
      employeeNumber: fields.employeeNumber,
      ...(managerId === null ? {} : { manager: { value: managerId } }),
    },
    [SCHEMA.webex]: { sipAddresses: valueOfType(fields.sipAddress, 'enterprise') },
  }
}

function valueOfType(value: string | undefined, type: string): readonly object[] {
  return value === undefined ? [] : [{ value, type }]
}
