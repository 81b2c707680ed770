import { z } from 'zod'

/** @source developer.webex.com, licenses; webex.md 6 */
export const licenceShape = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    totalUnits: z.int(),
    consumedUnits: z.int(),
    consumedByUsers: z.int(),
    consumedByWorkspaces: z.int(),
    subscriptionId: z.string(),
    siteUrl: z.string().optional(),
    siteType: z.literal('Control Hub managed site').optional(),
  })
  .meta({ id: 'License' })

export const licenceDetailsShape = licenceShape.extend({
  users: z
    .array(
      z.strictObject({
        id: z.string(),
        type: z.literal('INTERNAL'),
        displayName: z.string(),
        email: z.string(),
      }),
    )
    .optional(),
})

/** What a person has after a change of licences. */
export const personLicencesShape = z
  .strictObject({
    orgId: z.string(),
    personId: z.string(),
    email: z.string(),
    licenses: z.array(z.string()),
    siteUrls: z.array(z.strictObject({ siteUrl: z.string(), accountType: z.enum(['host', 'attendee']) })),
  })
  .meta({ id: 'PersonLicenses' })
