import { ALICE, BOB, type Answered, type AskOptions, type ReleaseLab } from './release-lab.js'

/** What an appointment has besides its subject and times, before and after them in the order of the schema. */
interface Extra {
  readonly item?: string
  readonly calendar?: string
  readonly attendee?: string
}

/** Creates an appointment of Alice. */
export function createAppointment(lab: ReleaseLab, extra: Extra = {}): Promise<Answered> {
  const { item = '', calendar = '', attendee } = extra
  const attendees =
    attendee === undefined
      ? ''
      : `<t:RequiredAttendees><t:Attendee><t:Mailbox><t:EmailAddress>${attendee}</t:EmailAddress></t:Mailbox></t:Attendee></t:RequiredAttendees>`
  return lab.ask(
    `<m:CreateItem SendMeetingInvitations="${attendee === undefined ? 'SendToNone' : 'SendToAllAndSaveCopy'}"><m:Items>` +
      `<t:CalendarItem><t:Subject>Plan</t:Subject>${item}<t:Start>2026-03-03T09:00:00Z</t:Start>` +
      `<t:End>2026-03-03T10:00:00Z</t:End>${attendees}${calendar}</t:CalendarItem></m:Items></m:CreateItem>`,
  )
}

export function itemId({ document }: Answered): string {
  return /<t:ItemId Id="([^"]*)"/.exec(document)?.[1] ?? ''
}

/** What GetItem says of one more property of an item. */
export function getProperty(
  lab: ReleaseLab,
  id: string,
  uri: string,
  how: AskOptions = {},
): Promise<Answered> {
  return lab.ask(
    '<m:GetItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties>' +
      `<t:FieldURI FieldURI="${uri}"/></t:AdditionalProperties></m:ItemShape>` +
      `<m:ItemIds><t:ItemId Id="${id}"/></m:ItemIds></m:GetItem>`,
    how,
  )
}

/** The first item in a folder of somebody. */
export async function firstIn(lab: ReleaseLab, folder: string, as: string): Promise<string> {
  const found = await lab.ask(
    '<m:FindItem Traversal="Shallow"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>' +
      `<m:ParentFolderIds><t:DistinguishedFolderId Id="${folder}"/></m:ParentFolderIds></m:FindItem>`,
    { as },
  )
  return itemId(found)
}

/** Calls Alice's meeting with Bob; the request in Bob's inbox. */
export async function invite(lab: ReleaseLab): Promise<string> {
  await createAppointment(lab, { attendee: BOB })
  return firstIn(lab, 'inbox', BOB)
}

/** Begins to watch Alice's calendar, or everything of hers, by asking. */
export async function watchByAsking(lab: ReleaseLab, isEverything: boolean) {
  const folders = '<t:FolderIds><t:DistinguishedFolderId Id="calendar"/></t:FolderIds>'
  const types = ['CreatedEvent', 'DeletedEvent', 'ModifiedEvent', 'MovedEvent']
  const subscribed = await lab.ask(
    `<m:Subscribe><m:PullSubscriptionRequest${isEverything ? ' SubscribeToAllFolders="true"' : ''}>` +
      (isEverything ? '' : folders) +
      `<t:EventTypes>${types.map((type) => `<t:EventType>${type}</t:EventType>`).join('')}</t:EventTypes>` +
      '<t:Timeout>10</t:Timeout></m:PullSubscriptionRequest></m:Subscribe>',
    { as: ALICE },
  )
  const textOf = (name: string) => new RegExp(`<m:${name}>(.*?)<`).exec(subscribed.document)?.[1] ?? ''
  const [id, watermark] = [textOf('SubscriptionId'), textOf('Watermark')]
  /** The events of items since then. */
  return async (): Promise<readonly string[]> => {
    const { document } = await lab.ask(
      `<m:GetEvents><m:SubscriptionId>${id}</m:SubscriptionId><m:Watermark>${watermark}</m:Watermark></m:GetEvents>`,
    )
    const events = document.matchAll(/<t:(\w+Event)><t:Watermark>.*?<\/t:\1>/g)
    return [...events].filter(([text]) => text.includes('<t:ItemId ')).map(([, name = '']) => name)
  }
}
