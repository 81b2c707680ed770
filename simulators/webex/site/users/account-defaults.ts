import { fixed, fixedAll, group, type Field } from '../xml/fields.js'

/** Names to one and the same answer. */
const all = (names: string, content: boolean): Readonly<Record<string, boolean>> =>
  Object.fromEntries(names.split(' ').map((name) => [name, content]))

/**
 * What GetUser says of every account of the lab, in the order of a recorded reply: things that the lab does not
 * model have the value of a new account there. @observed webex_xml_api, recorded reply of GetUser
 */
export const NO_ADDRESS: Field<unknown> = group('use:address', [
  fixed('com:addressType', 'PERSONAL'),
  fixed('com:country', ''),
])

export const NO_PHONES: Field<unknown> = group('use:phones', [
  ...fixedAll('com', { phone: '', mobilePhone: '', fax: '' }),
  fixed('use:pager', ''),
])

export const NO_MAILINGS: Field<unknown> = group(
  'use:commOptions',
  fixedAll('use', all('prodAnnounce trainingInfo electronicInfo promos press email fax phone mail', false)),
)

const SHOWN =
  'firstNameVisible lastNameVisible addressVisible workPhoneVisible cellPhoneVisible pagerVisible faxVisible ' +
  'officeUrlVisible pictureVisible notifyOnNewMessage notifyOnMeeting followMeEnable emailVisible listInCategory titleVisible'
const NOT_SHOWN = 'folderRead folderWrite messageVisible iconSelect1 iconSelect2 acceptLinkRequest'
const SUPPORTED =
  'holdOnLinkRequest notifyOnLinkRequest supportVideo supportApp supportFileShare supportDesktopShare ' +
  'supportMeetingRecord supportAppshareRemote supportWebTourRemote supportDesktopShareRemote subscriptionOffice'

export const OFFICE_OPTIONS: Field<unknown> = group(
  'use:options',
  fixedAll('use', { ...all(SHOWN, true), ...all(NOT_SHOWN, false), ...all(SUPPORTED, true) }),
)

export const MEETING_CENTER_ONLY: Field<unknown> = group(
  'use:supportedServices',
  fixedAll('use', {
    meetingCenter: true,
    ...all('trainingCenter supportCenter eventCenter salesCenter', false),
  }),
)

/** What stands in `myWebEx` before the room, and after it. */
export const MY_WEBEX_BEFORE = fixedAll('use', {
  ...all('isMyWebExPro myContact myProfile', false),
  myMeetings: true,
  ...all('myFolders trainingRecordings recordedEvents', false),
  totalStorageSize: 0,
  myReports: false,
  myComputer: 0,
})
export const MY_WEBEX_AFTER = fixedAll('use', {
  ...all('myPartnerLinks myWorkspaces', false),
  additionalRecordingStorage: 0,
})

export const SESSION_OPTIONS: Field<unknown> = group(
  'use:sessionOptions',
  fixedAll('use', {
    defaultSessionType: 1,
    defaultServiceType: 'MeetingCenter',
    autoDeleteAfterMeetingEnd: false,
    displayQuickStartHost: true,
    displayQuickStartAttendees: false,
  }),
)

export const NO_SERVICE_DESK: Field<unknown> = group('use:supportCenter', [
  group('use:serviceDesk', [fixed('use:enable', false)]),
])
