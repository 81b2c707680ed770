import { utcFields, type Instant } from '../../core/index.js'
import type { DialIn, PersonalRoom, Site, SiteUser } from '../records/sites.js'
import type { SiteElement } from './response.js'

/** `11/22/2026 06:56:26`: how the XML API writes time. */
function formatSiteTime(at: Instant): string {
  const { year, month, day, hour, minute, second } = utcFields(at)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(month)}/${two(day)}/${year} ${two(hour)}:${two(minute)}:${two(second)}`
}

type UserField = (user: SiteUser, site: Site) => string | readonly SiteElement[] | undefined

/** The elements of a user, in the order of the recorded answers. @source webex.md 13 */
const USER_FIELDS: readonly (readonly [name: string, field: UserField])[] = [
  ['use:firstName', ({ firstName }) => firstName],
  ['use:lastName', ({ lastName }) => lastName],
  ['use:title', () => ''],
  ['use:categoryId', () => '0'],
  ['use:description', () => ''],
  ['use:company', () => ''],
  ['use:webExId', ({ webExId }) => webExId],
  [
    'use:address',
    () => [
      ['com:addressType', 'PERSONAL'],
      ['com:country', ''],
    ],
  ],
  [
    'use:phones',
    () => [
      ['com:phone', ''],
      ['com:mobilePhone', ''],
      ['com:fax', ''],
      ['use:pager', ''],
    ],
  ],
  ['use:email', ({ email }) => email],
  ['use:password', () => '******'],
  [
    'use:commOptions',
    () => [
      ['use:prodAnnounce', 'false'],
      ['use:trainingInfo', 'false'],
    ],
  ],
  ['use:meetingTypes', () => [['use:meetingType', '2']]],
  ['use:timeZoneID', () => '20'],
  ['use:timeZone', () => 'GMT+00:00, GMT (London)'],
  ['use:service', () => 'FREE_OFFICE'],
  ['use:privilege', privilege],
  ['use:language', () => 'ENGLISH'],
  ['use:locale', () => 'en_US'],
  ['use:active', ({ active }) => active],
  ['use:myWebEx', ({ personalRoom }) => [['use:personalMeetingRoom', String(personalRoom !== null)]]],
  ['use:personalTeleconf', personalTeleconf],
  [
    'use:personalMeetingRoom',
    ({ personalRoom }) => (personalRoom === null ? undefined : roomElements(personalRoom)),
  ],
  ['use:security', security],
  ['use:languageID', () => '1'],
  ['use:registrationDate', ({ registered }) => formatSiteTime(registered)],
  ['use:visitCount', () => '0'],
  ['use:userId', ({ userId }) => userId],
  ['use:passwordExpires', ({ passwordExpires }) => String(passwordExpires !== null)],
]

/** All of an account that the site tells, in order. */
export function renderUser(user: SiteUser, site: Site): readonly SiteElement[] {
  return USER_FIELDS.flatMap(([name, field]): readonly SiteElement[] => {
    const content = field(user, site)
    return content == null ? [] : [[name, content]]
  })
}

/** The personal room; to the public without what lets somebody be its host. */
export function renderPersonalRoom(room: PersonalRoom, audience: 'owner' | 'public'): SiteElement {
  const isShown = ([name]: SiteElement) => audience === 'owner' || name !== 'use:hostPIN'
  return ['use:personalMeetingRoom', roomElements(room).filter(isShown)]
}

function roomElements({ title, url, sip, accessCode, hostPin }: PersonalRoom): readonly SiteElement[] {
  return [
    ['use:title', title],
    ['use:personalMeetingRoomURL', url],
    ['use:sipURL', sip],
    ['use:accessCode', accessCode],
    ['use:hostPIN', hostPin],
    ['use:applyPMRForInstantMeeting', 'false'],
    ['use:PMRAutoLock', 'false'],
    ['use:PMRAutoLockWaitTime', '0'],
    ['use:PRNotifications', [['use:mode', 'EMAIL']]],
  ]
}

function privilege({ host, siteAdmin, personalRoom }: SiteUser): readonly SiteElement[] {
  return [
    ['use:host', String(host)],
    ['use:teleConfCallOut', 'true'],
    ['use:teleConfCallIn', 'true'],
    ['use:siteAdmin', String(siteAdmin)],
    ['use:roSiteAdmin', 'false'],
    ['use:attendeeOnly', String(!host)],
    ['use:isEnableCET', 'true'],
    ['use:isEnablePMR', String(personalRoom !== null)],
  ]
}

/** The names of the two kinds of number. @inferred webex.md 13 names the block, not what it holds */
const NUMBER_ELEMENTS: Readonly<Record<DialIn['tollType'], string>> = {
  toll: 'com:tollCallInNumber',
  'toll-free': 'com:tollFreeCallInNumber',
}

/** The numbers that people call: one account for each. */
function personalTeleconf({ personalRoom }: SiteUser, { dialIn }: Site): readonly SiteElement[] | undefined {
  if (personalRoom === null) return undefined
  return dialIn.map(({ number, tollType }, index): SiteElement => [
    'use:account',
    [
      ['com:accountIndex', String(index + 1)],
      [NUMBER_ELEMENTS[tollType], number],
      ['com:participantAccessCode', personalRoom.accessCode],
    ],
  ])
}

function security({ isLocked }: SiteUser): readonly SiteElement[] {
  return [
    ['use:forceChangePassword', 'false'],
    ['use:resetPassword', 'false'],
    ['use:lockAccount', String(isLocked)],
  ]
}
