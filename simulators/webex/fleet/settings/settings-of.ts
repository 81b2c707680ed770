import type { World } from '../../../core/index.js'
import { organizationSettings, type OrganizationSettings } from '../../records/organization-settings.js'

/** What holds where an administrator has set nothing. @source webex.md 14 for the keywords, HC-162 for the minutes */
const DEFAULTS: Omit<OrganizationSettings, 'orgId'> = {
  keywords: { '@webex': 'myroom', '@meet': 'space', '@spark': 'space' },
  defaultLanguage: null,
  emailTemplate: null,
  joinButtonMinutes: 5,
  mailsUsers: true,
  adminMailSubscribers: null,
}

export function settingsOf(world: World, orgId: string): OrganizationSettings {
  return world.get(organizationSettings, orgId) ?? { orgId, ...DEFAULTS }
}
