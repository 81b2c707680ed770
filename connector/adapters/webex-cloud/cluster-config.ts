import { z } from 'zod'
import type { ClusterConfig } from '../../ports/fleet.js'

/** Asked well within the 20 minutes after which a change must be seen (HC-181). */
const DEFAULT_POLL_SECONDS = 300

/** The settings of an organization as the cloud sends them. @source webex.md 15.2 */
export const clusterConfig = z
  .looseObject({
    configVersion: z.number(),
    keywords: z.record(z.string(), z.enum(['myroom', 'space'])).default({}),
    ewsPollSeconds: z.number().positive().default(DEFAULT_POLL_SECONDS),
    features: z.record(z.string(), z.boolean()).default({}),
  })
  .transform(({ configVersion, keywords, ewsPollSeconds, features }): ClusterConfig => ({
    configVersion,
    keywords,
    pollMs: ewsPollSeconds * 1000,
    features,
  }))
