import { z } from 'zod'
import { timeText } from '../rest/shapes.js'

const phoneNumber = z.strictObject({ type: z.string(), value: z.string() })

/** @source developer.webex.com, people; webex.md 6 */
export const personShape = z
  .strictObject({
    id: z.string(),
    emails: z.array(z.string()),
    phoneNumbers: z.array(phoneNumber),
    displayName: z.string(),
    nickName: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    avatar: z.url().optional(),
    orgId: z.string(),
    roles: z.array(z.string()).optional(),
    licenses: z.array(z.string()).optional(),
    siteUrls: z.array(z.string()).optional(),
    created: timeText,
    lastModified: timeText,
    timezone: z.string(),
    status: z.enum(['OutOfOffice', 'pending', 'unknown']),
    invitePending: z.boolean(),
    loginEnabled: z.boolean(),
    type: z.enum(['person', 'bot', 'appuser']),
  })
  .meta({ id: 'Person' })

export const peopleShape = z.strictObject({
  items: z.array(personShape),
  notFoundIds: z.array(z.string()).nullable().optional(),
})

const details = {
  phoneNumbers: z.array(phoneNumber).optional(),
  nickName: z.string().optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  roles: z.array(z.string()).optional(),
  licenses: z.array(z.string()).optional(),
  loginEnabled: z.boolean().optional(),
  orgId: z.string().optional(),
}

/** @source developer.webex.com, create a person: one address */
export const newPersonBody = z.strictObject({
  emails: z.array(z.email()).length(1),
  displayName: z.string().min(1).optional(),
  ...details,
})
export type NewPerson = z.output<typeof newPersonBody>

/** Who changes a person sends the whole person back, of which much cannot be changed. */
export const changedPersonBody = z.object({
  displayName: z.string().min(1),
  emails: z.array(z.email()).length(1).optional(),
  ...details,
})
export type ChangedPerson = z.output<typeof changedPersonBody>
