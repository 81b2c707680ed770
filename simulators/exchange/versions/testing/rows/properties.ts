import { DIFFERENCES } from '../../differences.js'
import { isAtLeast, PRODUCT_NAMES, PRODUCT_VERSIONS, type RequestVersion } from '../../index.js'
import { createAppointment, firstIn, getProperty, invite, itemId } from '../items.js'
import { byRelease, elsewhere, observed } from '../observed.js'
import { ALICE, BOB, type ReleaseLab } from '../release-lab.js'

/** Properties that a connector for calendars meets, and the first version that knows each. */
const PROPERTIES: readonly (readonly [uri: string, since: RequestVersion, source: string])[] = [
  ['calendar:EnhancedLocation', 'Exchange2013', 'ews.md 1.7'],
  ['calendar:StartWallClock', 'Exchange2013', 'ews.md 1.7'],
  ['calendar:StartTimeZoneId', 'Exchange2013', 'ews.md 1.7'],
  ['calendar:JoinOnlineMeetingUrl', 'Exchange2013', 'ews.md 1.7'],
  ['calendar:IsOrganizer', 'Exchange2013', 'ews.md 1.7'],
  ['calendar:InboxReminders', 'Exchange2016', 'ews.md 1.7'],
  ['item:Flag', 'Exchange2013', 'Microsoft, Flag'],
  ['item:InstanceKey', 'Exchange2013', 'Microsoft, InstanceKey'],
  ['item:TextBody', 'Exchange2013', 'Microsoft, TextBody'],
  ['item:NormalizedBody', 'Exchange2013', 'Microsoft, NormalizedBody'],
  ['item:Preview', 'Exchange2013', 'Microsoft, Preview'],
  ['item:IconIndex', 'Exchange2013', 'Microsoft, IconIndex'],
  ['item:BlockStatus', 'Exchange2013', 'Microsoft, BlockStatus'],
  ['item:MentionedMe', 'Exchange2016', 'types.xsd, UnindexedFieldURIType'],
]

/** What items have, and what clients may do with it. */
export const PROPERTY_ROWS = [
  ...PROPERTIES.map(([uri, since, source]) =>
    elsewhere({
      topic: 'Operations and properties',
      what: `\`${uri}\` is known`,
      source,
      values: byRelease(PRODUCT_NAMES, (name) => isAtLeast(PRODUCT_VERSIONS[name].newestRequest, since)),
      observe: async (lab) =>
        (await getProperty(lab, itemId(await createAppointment(lab)), uri)).code === 'NoError',
    }),
  ),
  elsewhere({
    topic: 'Operations and properties',
    what: 'An attendee who proposes another time shows it to the organizer (`ProposedStart` of `Attendee`)',
    source: 'ews.md 1.7 (MS-OXWSMTGS appendix C)',
    values: byRelease(PRODUCT_NAMES, (name) =>
      isAtLeast(PRODUCT_VERSIONS[name].newestRequest, 'Exchange2016'),
    ),
    observe: async (lab) => (await attendeesAfterProposal(lab)).includes('<t:ProposedStart>'),
  }),
  observed(DIFFERENCES.hidesOpenResponse, async (lab) => {
    const request = await invite(lab)
    const { document } = await getProperty(lab, request, 'meeting:ResponseType', { as: BOB })
    return !document.includes('<t:ResponseType>')
  }),
  observed(DIFFERENCES.refusesStoreEntryId, async (lab) => {
    const { code } = await createAppointment(lab, { item: '<t:StoreEntryId>AAAA</t:StoreEntryId>' })
    return code === 'ErrorInvalidPropertySet'
  }),
  observed(DIFFERENCES.takesIsOnlineMeeting, async (lab) => {
    const { code } = await createAppointment(lab, { calendar: '<t:IsOnlineMeeting>true</t:IsOnlineMeeting>' })
    return code === 'NoError'
  }),
  observed(DIFFERENCES.zoneNameOfSingles, async (lab) => {
    const { document } = await getProperty(lab, itemId(await createAppointment(lab)), 'calendar:TimeZone')
    return document.includes('<t:TimeZone>')
  }),
  observed(DIFFERENCES.webClientForm, async (lab) => {
    const id = itemId(await createAppointment(lab))
    const { document } = await getProperty(lab, id, 'item:WebClientReadFormQueryString')
    return document.includes('>?ae=Item') ? 'path' : 'view model'
  }),
]

async function attendeesAfterProposal(lab: ReleaseLab): Promise<string> {
  const meeting = itemId(await createAppointment(lab, { attendee: BOB }))
  const request = await firstIn(lab, 'inbox', BOB)
  await lab.ask(
    '<m:CreateItem MessageDisposition="SendAndSaveCopy"><m:Items><t:TentativelyAcceptItem>' +
      `<t:ReferenceItemId Id="${request}"/><t:ProposedStart>2026-03-03T12:00:00Z</t:ProposedStart>` +
      '<t:ProposedEnd>2026-03-03T13:00:00Z</t:ProposedEnd></t:TentativelyAcceptItem></m:Items></m:CreateItem>',
    { as: BOB },
  )
  return (await getProperty(lab, meeting, 'calendar:RequiredAttendees', { as: ALICE })).document
}
