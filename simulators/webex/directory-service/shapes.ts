import { z } from 'zod'
import { timeText } from '../rest/shapes.js'

/** Somebody who was deleted, until the account is gone for good. */
export const softDeletedShape = z
  .strictObject({
    userId: z.string(),
    email: z.string(),
    displayName: z.string(),
    externalId: z.string().nullable(),
    deletedAt: timeText,
    hardDeleteAt: timeText,
  })
  .meta({ id: 'SoftDeletedUser' })

/** Which picture somebody has who was sent one: enough to see whether it is still the right one. */
export const pictureShape = z
  .strictObject({ userId: z.string(), sha256: z.string() })
  .meta({ id: 'UserPicture' })

/** @inferred The largest that directories keep are 100 KB. */
const MAX_BASE64 = 1_400_000

export const pictureBody = z.strictObject({
  mediaType: z.string().regex(/^image\/[\w.+-]+$/, 'must be the media type of a picture'),
  data: z.base64().min(1).max(MAX_BASE64),
})

export const heartbeatBody = z.strictObject({
  domain: z
    .string()
    .min(1)
    .describe('The domain whose people are synchronized; each has one active instance.'),
  hostname: z.string().min(1),
})

/** What an instance learns: whether it is the one that synchronizes, and for how long. */
export const leaseShape = z
  .strictObject({
    isActive: z.boolean(),
    activeId: z.string().describe('Which instance is active.'),
    leaseSeconds: z.int().describe('For how long the active one stays it without another heartbeat.'),
  })
  .meta({ id: 'DirectoryConnectorLease' })

export const directoryConnectorShape = z
  .strictObject({
    id: z.string(),
    domain: z.string(),
    hostname: z.string(),
    isActive: z.boolean(),
    lastHeartbeat: timeText,
  })
  .meta({ id: 'DirectoryConnector' })
