import { expect, it } from 'vitest'
import { parseInstant } from '../core/index.js'
import { PASSWORD, SERVICE_ACCOUNT, startExchangeLab } from './testing/exchange-lab.js'
import { rawPost } from './testing/raw-post.js'
import { soapEnvelope } from './testing/soap.js'

type Lab = Awaited<ReturnType<typeof startExchangeLab>>

const ALICE = 'alice@ent-pa.example'

async function post(lab: Lab, body: string, header = ''): Promise<string> {
  const envelope = soapEnvelope(body, ALICE).replace('</s:Header>', `${header}</s:Header>`)
  const answer = await rawPost({
    port: lab.port,
    credentials: `${SERVICE_ACCOUNT}:${PASSWORD}`,
    body: envelope,
  })
  return answer.chunk(0)
}

/** A weekly series on Mondays and Thursdays at 9 in Los Angeles, across the change of 8 March 2026. */
const createSeries = (recurrence: string) =>
  '<m:CreateItem SendMeetingInvitations="SendToNone"><m:Items><t:CalendarItem><t:Subject>Weekly</t:Subject>' +
  '<t:Start>2026-03-02T09:00:00</t:Start><t:End>2026-03-02T09:30:00</t:End>' +
  `<t:Recurrence>${recurrence}</t:Recurrence><t:StartTimeZone Id="Pacific Standard Time"/>` +
  '</t:CalendarItem></m:Items></m:CreateItem>'
const WEEKLY =
  '<t:WeeklyRecurrence><t:Interval>1</t:Interval><t:DaysOfWeek>Monday Thursday</t:DaysOfWeek></t:WeeklyRecurrence>' +
  '<t:NumberedRecurrence><t:StartDate>2026-03-02</t:StartDate><t:NumberOfOccurrences>6</t:NumberOfOccurrences></t:NumberedRecurrence>'
const DATES = ['2026-03-02', '2026-03-05', '2026-03-09', '2026-03-12', '2026-03-16', '2026-03-19']

const byIndex = (master: string, index: number) =>
  `<t:OccurrenceItemId RecurringMasterId="${master}" InstanceIndex="${index}"/>`
const getItem = (id: string, shape = 'AllProperties') =>
  `<m:GetItem><m:ItemShape><t:BaseShape>${shape}</t:BaseShape></m:ItemShape><m:ItemIds>${id}</m:ItemIds></m:GetItem>`
const deleteItem = (id: string) =>
  `<m:DeleteItem DeleteType="HardDelete" SendMeetingCancellations="SendToNone"><m:ItemIds>${id}</m:ItemIds></m:DeleteItem>`
const field = (name: string, value: string) =>
  `<t:SetItemField><t:FieldURI FieldURI="calendar:${name}"/><t:CalendarItem><t:${name}>${value}</t:${name}></t:CalendarItem></t:SetItemField>`
const moveTo = (id: string, start: string, end: string) =>
  '<m:UpdateItem ConflictResolution="AlwaysOverwrite" SendMeetingInvitationsOrCancellations="SendToNone"><m:ItemChanges>' +
  `<t:ItemChange>${id}<t:Updates>${field('Start', start)}${field('End', end)}</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>`
const VIEW =
  '<m:FindItem Traversal="Shallow"><m:ItemShape><t:BaseShape>Default</t:BaseShape></m:ItemShape>' +
  '<m:CalendarView StartDate="2026-03-01T00:00:00Z" EndDate="2026-04-01T00:00:00Z"/>' +
  '<m:ParentFolderIds><t:DistinguishedFolderId Id="calendar"/></m:ParentFolderIds></m:FindItem>'

const idsIn = (document: string) =>
  [...document.matchAll(/<t:ItemId Id="([^"]+)"/g)].map(([, id]) => id ?? '')
const codeIn = (document: string) => /<m:ResponseCode>(\w+)/.exec(document)?.[1]

/** What an id holds, by the text of ews.md 2.1: after the first byte, maybe with runs to expand. */
function bytesOf(id: string): Buffer {
  const [compression, ...rest] = Buffer.from(id, 'base64')
  if (compression === 0) return Buffer.from(rest)
  const bytes: number[] = []
  for (let at = 0; at < rest.length; at++) {
    const byte = rest[at] ?? 0
    bytes.push(byte)
    if (rest[at + 1] === byte) {
      const more = rest[at + 2] ?? 0
      bytes.push(...Array.from({ length: more + 1 }, () => byte))
      at += 2
    }
  }
  return Buffer.from(bytes)
}

/** The id of an occurrence, computed from its master's and its original date alone. @source ews.md 2.1 */
function occurrenceBytes(master: string, date: string): Buffer {
  const bytes = bytesOf(master)
  const moniker = bytes.readInt16LE(1)
  const head = bytes.subarray(0, 3 + moniker)
  const entry = bytes.subarray(3 + moniker + 3)
  const ticks = Buffer.alloc(8)
  const days = BigInt(
    Math.round((parseInstant(`${date}T00:00:00Z`) - parseInstant('0001-01-01T00:00:00Z')) / 86_400_000),
  )
  ticks.writeBigInt64BE(days * 864_000_000_000n)
  const store = Buffer.concat([Buffer.from([8]), ticks, Buffer.from([0x46]), entry, Buffer.from([0x10])])
  return Buffer.concat([head, Buffer.from([1, store.length, 0]), store])
}

it('serves every occurrence under the id that is computed from its master, wherever it is shown', async () => {
  await using lab = await startExchangeLab()
  const [master = ''] = idsIn(await post(lab, createSeries(WEEKLY)))
  await post(lab, moveTo(byIndex(master, 4), '2026-03-13T09:00:00Z', '2026-03-13T10:00:00Z'))
  await post(lab, deleteItem(byIndex(master, 2)))

  const expected = DATES.map((date) => occurrenceBytes(master, date))
  const left = expected.filter((_, index) => index !== 1)
  const viewed = idsIn(await post(lab, VIEW))
  expect(viewed.map(bytesOf)).toEqual(left)

  for (const [index, bytes] of expected.entries()) {
    const answer = await post(lab, getItem(byIndex(master, index + 1)))
    if (index === 1) expect(codeIn(answer)).toBe('ErrorCalendarOccurrenceIsDeletedFromRecurrence')
    else expect(idsIn(answer).map(bytesOf)[0]).toEqual(bytes)
  }

  const read = await post(lab, getItem(`<t:ItemId Id="${master}"/>`))
  const listed = (name: string) =>
    /<t:ItemId Id="([^"]+)"/.exec(read.slice(read.indexOf(`<t:${name}>`)))?.[1] ?? ''
  expect(bytesOf(listed('FirstOccurrence'))).toEqual(expected[0])
  expect(bytesOf(listed('LastOccurrence'))).toEqual(expected[5])
  expect(bytesOf(listed('ModifiedOccurrences'))).toEqual(expected[3])
  expect(read).toContain(
    '<t:DeletedOccurrences><t:DeletedOccurrence><t:Start>2026-03-05T17:00:00Z</t:Start></t:DeletedOccurrence></t:DeletedOccurrences>',
  )

  const again = await post(lab, getItem(`<t:RecurringMasterItemId OccurrenceId="${viewed[2]}"/>`, 'IdOnly'))
  expect(idsIn(again)).toEqual([master])
  expect(lab.mistakes).toEqual([])
})

it('forgets exceptions and deletions with a new recurrence', async () => {
  await using lab = await startExchangeLab()
  const [master = ''] = idsIn(await post(lab, createSeries(WEEKLY)))
  await post(lab, moveTo(byIndex(master, 4), '2026-03-13T09:00:00Z', '2026-03-13T10:00:00Z'))
  await post(lab, deleteItem(byIndex(master, 2)))

  await post(
    lab,
    '<m:UpdateItem ConflictResolution="AlwaysOverwrite" SendMeetingInvitationsOrCancellations="SendToNone"><m:ItemChanges>' +
      `<t:ItemChange><t:ItemId Id="${master}"/><t:Updates>${field('Recurrence', WEEKLY.replace('>6<', '>7<'))}</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>`,
  )

  const view = await post(lab, VIEW)
  expect(idsIn(view)).toHaveLength(7)
  expect(view).not.toContain('Exception')
})

it('knows the patterns that regenerate for tasks alone', async () => {
  await using lab = await startExchangeLab()
  const noEnd = '<t:NoEndRecurrence><t:StartDate>2026-03-02</t:StartDate></t:NoEndRecurrence>'

  const answers = ['Daily', 'Weekly', 'Monthly', 'Yearly'].map((name) =>
    post(
      lab,
      createSeries(`<t:${name}Regeneration><t:Interval>1</t:Interval></t:${name}Regeneration>${noEnd}`),
    ),
  )

  for (const answer of await Promise.all(answers)) expect(answer).toContain('ErrorSchemaValidation')
})

it('shows times on the clock of a context that a client defines in full', async () => {
  await using lab = await startExchangeLab()
  await post(lab, createSeries(WEEKLY))
  const change = (to: string, month: number, place: number) =>
    `<t:RecurringDayTransition><t:To Kind="Period">${to}</t:To><t:TimeOffset>PT2H</t:TimeOffset><t:Month>${month}</t:Month>` +
    `<t:DayOfWeek>Sunday</t:DayOfWeek><t:Occurrence>${place}</t:Occurrence></t:RecurringDayTransition>`
  const context =
    '<t:TimeZoneContext><t:TimeZoneDefinition Id="Customized Time Zone" Name="Mine">' +
    '<t:Periods><t:Period Bias="PT3H30M" Name="Standard" Id="S"/><t:Period Bias="PT2H30M" Name="Daylight" Id="D"/></t:Periods>' +
    `<t:TransitionsGroups><t:TransitionsGroup Id="0">${change('D', 3, 2)}${change('S', 11, 1)}</t:TransitionsGroup></t:TransitionsGroups>` +
    '<t:Transitions><t:Transition><t:To Kind="Group">0</t:To></t:Transition></t:Transitions></t:TimeZoneDefinition></t:TimeZoneContext>'
  const broken = context.replace('<t:Period Bias="PT2H30M" Name="Daylight" Id="D"/>', '')

  const view = await post(lab, VIEW, context)
  const fault = await post(lab, VIEW, broken)

  expect(view).toContain('<t:Start>2026-03-05T13:30:00-03:30</t:Start>')
  expect(view).toContain('<t:Start>2026-03-09T13:30:00-02:30</t:Start>')
  expect(fault).toContain('a:ErrorTimeZone')
})
