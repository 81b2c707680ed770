import { z } from 'zod'
import { timeText } from '../rest/shapes.js'
import { SCHEMA } from './schemas.js'

const text = z.string().optional()
const labelled = { type: text, display: text, primary: z.boolean().optional() }

const content = {
  userName: z.email(),
  active: z.boolean().optional(),
  name: z
    .object({
      givenName: text,
      familyName: text,
      middleName: text,
      honorificPrefix: text,
      honorificSuffix: text,
    })
    .optional(),
  displayName: text,
  nickName: text,
  userType: z.enum(['user', 'room', 'external_calling', 'calling_service']).optional(),
  title: text,
  preferredLanguage: text,
  locale: text,
  timezone: text,
  profileUrl: text,
  externalId: text,
  emails: z.array(z.object({ value: z.email(), ...labelled })).optional(),
  phoneNumbers: z.array(z.object({ value: z.string(), ...labelled })).optional(),
  photos: z.array(z.object({ value: z.url(), ...labelled })).optional(),
  addresses: z
    .array(
      z.object({
        type: text,
        streetAddress: text,
        locality: text,
        region: text,
        postalCode: text,
        country: text,
      }),
    )
    .optional(),
  [SCHEMA.enterprise]: z
    .object({
      costCenter: text,
      organization: text,
      division: text,
      department: text,
      employeeNumber: text,
      manager: z.object({ value: z.string(), displayName: text, $ref: text }).optional(),
    })
    .optional(),
}

const sipAddresses = z.array(z.object({ value: z.string(), ...labelled })).optional()

/** What a client sends: what it does not know, and what only the server writes, is passed over. @source developer.webex.com, SCIM 2 Users */
export const scimUserBody = z
  .object({
    schemas: z
      .array(z.string())
      .refine((schemas) => schemas.includes(SCHEMA.user), `must name ${SCHEMA.user}`),
    ...content,
    [SCHEMA.webex]: z.object({ sipAddresses }).optional(),
  })
  .meta({ id: 'ScimUserBody' })
export type ScimUserBody = z.output<typeof scimUserBody>

/** A user as SCIM shows one. @source RFC 7643 4.1, 4.3; developer.webex.com, SCIM 2 Users */
export const scimUserShape = z
  .object({
    schemas: z.array(z.string()),
    id: z.string(),
    ...content,
    active: z.boolean(),
    roles: z.array(z.object({ value: z.string(), type: z.string(), display: z.string() })).optional(),
    [SCHEMA.webex]: z.object({
      accountStatus: z.array(z.string()),
      provisionSource: text,
      sipAddresses,
      meta: z.object({ organizationId: z.string() }),
    }),
    meta: z.object({
      resourceType: z.literal('User'),
      location: z.url(),
      version: z.string(),
      created: timeText,
      lastModified: timeText,
    }),
  })
  .meta({ id: 'ScimUser' })
export type ScimUser = z.input<typeof scimUserShape>

export const scimUsersShape = z.object({
  schemas: z.array(z.string()),
  totalResults: z.int(),
  itemsPerPage: z.int(),
  startIndex: z.int(),
  Resources: z.array(scimUserShape),
})

/** @source RFC 7644 3.5.2 */
export const scimPatchBody = z.object({
  schemas: z
    .array(z.string())
    .refine((schemas) => schemas.includes(SCHEMA.patch), `must name ${SCHEMA.patch}`),
  Operations: z
    .array(
      z.object({
        op: z
          .string()
          .toLowerCase()
          .pipe(z.enum(['add', 'replace', 'remove'])),
        path: text,
        value: z.unknown(),
      }),
    )
    .min(1),
})
export type ScimPatch = z.output<typeof scimPatchBody>['Operations'][number]

export const scimRefusal = z
  .object({
    schemas: z.array(z.string()),
    status: z.string(),
    scimType: text,
    detail: z.string(),
  })
  .meta({ id: 'ScimRefusal' })

/** @source developer.webex.com, search users: 100 at once if nothing else is said. @inferred the most */
export const scimQuery = z.object({
  filter: text,
  startIndex: z.coerce.number().int().default(1),
  count: z.coerce
    .number()
    .int()
    .min(0)
    .default(100)
    .transform((count) => Math.min(count, 1000)),
  sortBy: z.enum(['userName', 'id', 'meta.lastModified']).default('id'),
  sortOrder: z.enum(['ascending', 'descending']).default('ascending'),
})
export type ScimQuery = z.output<typeof scimQuery>
