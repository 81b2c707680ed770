import type { Core } from '../../../core/index.js'
import { clusters } from '../../records/fleet.js'
import type { OrganizationSettings } from '../../records/organization-settings.js'
import { RestFault } from '../../rest/rest-fault.js'
import type { Administrator } from '../administration/administrator.js'
import { settingsWrites } from './change-settings.js'
import { settingsOf } from './settings-of.js'
import type { SettingsChange, SettingsView } from './settings-shapes.js'

/** What an administrator sets for the calendar service of the whole organization. */
export interface SettingsDesk {
  get(by: Administrator): SettingsView
  change(by: Administrator, changes: SettingsChange): SettingsView
}

export function createSettingsDesk(core: Core): SettingsDesk {
  const { world } = core
  const get = ({ orgId }: Administrator) => render(settingsOf(world, orgId))

  return {
    get,
    change(by, changes) {
      if (changes.defaultCalendarMeetAction === 'TMS_MEETING') refuseTms(by)
      const before = settingsOf(world, by.orgId)
      const writes = settingsWrites(core, by.orgId, toSettings(before, changes))
      world.commit({ cause: by.cause, reason: 'settings changed', writes })
      return get(by)
    },
  }

  /** @source hybrid-calendar.md HC-078; every connector here serves Exchange */
  function refuseTms({ orgId }: Administrator): void {
    if (world.countBy(clusters, 'organization', orgId) === 0) return
    throw new RestFault(409, { message: 'TMS_MEETING is not available with Exchange.' })
  }
}

/** What the words of Control Hub mean. @source hybrid-calendar.md HC-077: NONE is the default of the keyword */
const MEANINGS = { PERSONAL_ROOM: 'myroom', TEAMS_SPACE: 'space', TMS_MEETING: 'space' } as const
const WORDS = { myroom: 'PERSONAL_ROOM', space: 'TEAMS_SPACE' } as const

function toSettings(before: OrganizationSettings, changes: SettingsChange): Partial<OrganizationSettings> {
  const { defaultCalendarWebexAction: webex, defaultCalendarMeetAction: meet } = changes
  const meetMeaning = meet === 'NONE' ? 'space' : meet && MEANINGS[meet]
  return {
    keywords: {
      ...before.keywords,
      ...(webex === undefined ? {} : { '@webex': webex === 'NONE' ? 'myroom' : MEANINGS[webex] }),
      ...(meetMeaning === undefined ? {} : { '@meet': meetMeaning, '@spark': meetMeaning }),
    },
    ...(changes.defaultLanguage === undefined ? {} : { defaultLanguage: changes.defaultLanguage }),
    ...(changes.emailTemplate === undefined ? {} : { emailTemplate: changes.emailTemplate }),
    ...(changes.bgbIntervalMinutes === undefined
      ? {}
      : { joinButtonMinutes: changes.bgbIntervalMinutes ?? 5 }),
    ...(changes.calSvcDisableEmailSendingToEndUser === undefined
      ? {}
      : { mailsUsers: !changes.calSvcDisableEmailSendingToEndUser }),
    ...(changes.adminMailSubscribers === undefined
      ? {}
      : { adminMailSubscribers: changes.adminMailSubscribers }),
  }
}

function render(settings: OrganizationSettings): SettingsView {
  return {
    defaultCalendarWebexAction: WORDS[settings.keywords['@webex'] ?? 'myroom'],
    defaultCalendarMeetAction: WORDS[settings.keywords['@meet'] ?? 'space'],
    bgbIntervalMinutes: settings.joinButtonMinutes as SettingsView['bgbIntervalMinutes'],
    defaultLanguage: settings.defaultLanguage,
    emailTemplate: settings.emailTemplate,
    calSvcDisableEmailSendingToEndUser: !settings.mailsUsers,
    adminMailSubscribers: settings.adminMailSubscribers === null ? null : [...settings.adminMailSubscribers],
  }
}
