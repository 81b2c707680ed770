import {
  at,
  childrenAt,
  ClientError,
  connectEws,
  textAt,
  type EwsConnection,
  type XmlElement,
} from '../../../../../clients/index.js'

/** Somebody's calendar as EWS shows it. What stands here knows requests and answers, and nothing of who answers. */
export interface CalendarWire extends AsyncDisposable {
  readonly ews: EwsConnection
  /** Sends an operation that answers with one message. */
  ask(operation: string): Promise<XmlElement>
  subscribe(): Promise<string>
  /** The ids of what stands in the calendar. */
  find(): Promise<readonly string[]>
  /** What items are, by id; undefined for one that is not in the calendar. */
  read(ids: readonly string[]): Promise<ReadonlyMap<string, string | undefined>>
  /** One page of changes. */
  sync(state: string | undefined, size: number): Promise<SyncPage>
}

export interface SyncPage {
  readonly code: string
  readonly state: string
  readonly isLast: boolean
  readonly changes: readonly { readonly kind: string; readonly id: string }[]
}

const CALENDAR = '<t:DistinguishedFolderId Id="calendar"/>'
const EVENTS = ['CreatedEvent', 'ModifiedEvent', 'MovedEvent', 'DeletedEvent', 'CopiedEvent']
const READ = [
  ...['item:ParentFolderId', 'item:Subject', 'item:LastModifiedTime', 'calendar:Start', 'calendar:End'],
  ...['calendar:Location', 'calendar:CalendarItemType', 'calendar:MyResponseType', 'calendar:IsCancelled'],
  ...['calendar:ModifiedOccurrences', 'calendar:DeletedOccurrences'],
]
const SHAPE =
  '<m:ItemShape><t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties>' +
  READ.map((path) => `<t:FieldURI FieldURI="${path}"/>`).join('') +
  '</t:AdditionalProperties></m:ItemShape>'

export function connectCalendar(url: string, username: string, password: string): CalendarWire {
  const ews = connectEws({ url, credentials: { username, password }, authentication: 'basic' })
  let calendar: string | undefined

  async function ask(operation: string): Promise<XmlElement> {
    const [message] = await call(ews, operation)
    if (message === undefined) throw new TypeError(`There is no answer to ${operation}.`)
    return message
  }

  async function calendarId(): Promise<string> {
    const shape = '<m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape>'
    const answer = await ask(`<m:GetFolder>${shape}<m:FolderIds>${CALENDAR}</m:FolderIds></m:GetFolder>`)
    return at(answer, 'Folders', 'CalendarFolder', 'FolderId')?.attributes['Id'] ?? ''
  }

  return {
    ews,
    ask,
    async subscribe() {
      const types = EVENTS.map((type) => `<t:EventType>${type}</t:EventType>`).join('')
      const answer = await ask(
        `<m:Subscribe><m:StreamingSubscriptionRequest><t:FolderIds>${CALENDAR}</t:FolderIds>` +
          `<t:EventTypes>${types}</t:EventTypes></m:StreamingSubscriptionRequest></m:Subscribe>`,
      )
      return textAt(answer, 'SubscriptionId') ?? ''
    },
    async find() {
      const answer = await ask(
        '<m:FindItem Traversal="Shallow"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>' +
          `<m:ParentFolderIds>${CALENDAR}</m:ParentFolderIds></m:FindItem>`,
      )
      return childrenAt(answer, 'RootFolder', 'Items').map(idOf)
    },
    async read(ids) {
      if (ids.length === 0) return new Map()
      calendar ??= await calendarId()
      const named = ids.map((id) => `<t:ItemId Id="${id}"/>`).join('')
      const answers = await call(ews, `<m:GetItem>${SHAPE}<m:ItemIds>${named}</m:ItemIds></m:GetItem>`)
      return new Map(ids.map((id, number) => [id, shown(answers[number], calendar)]))
    },
    async sync(state, size) {
      const known = state === undefined ? '' : `<m:SyncState>${state}</m:SyncState>`
      const answer = await ask(
        '<m:SyncFolderItems><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>' +
          `<m:SyncFolderId>${CALENDAR}</m:SyncFolderId>${known}` +
          `<m:MaxChangesReturned>${size}</m:MaxChangesReturned></m:SyncFolderItems>`,
      )
      return {
        code: textAt(answer, 'ResponseCode') ?? '',
        state: textAt(answer, 'SyncState') ?? '',
        isLast: textAt(answer, 'IncludesLastItemInRange') === 'true',
        changes: childrenAt(answer, 'Changes').map((change) => ({
          kind: change.name,
          id: changedId(change),
        })),
      }
    },
    [Symbol.asyncDispose]: () => ews[Symbol.asyncDispose](),
  }
}

/** A connection that a server has closed is found out by using it; then nothing has been done yet. */
async function call(ews: EwsConnection, operation: string): Promise<readonly XmlElement[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ews.call(operation)
    } catch (error) {
      const isCut = error instanceof ClientError && error.code === 'CLIENT_UNREACHABLE'
      if (!isCut || attempt === 3) throw error
    }
  }
}

function shown(answer: XmlElement | undefined, calendar: string | undefined): string | undefined {
  const [item] = childrenAt(answer, 'Items')
  const isHere = at(item, 'ParentFolderId')?.attributes['Id'] === calendar
  return item !== undefined && isHere ? JSON.stringify(item) : undefined
}

function changedId(change: XmlElement): string {
  const [first] = change.children
  return first?.name === 'ItemId' ? (first.attributes['Id'] ?? '') : first === undefined ? '' : idOf(first)
}

export function idOf(item: XmlElement): string {
  return at(item, 'ItemId')?.attributes['Id'] ?? ''
}
