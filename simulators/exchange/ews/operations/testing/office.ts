import { createTestDirectory } from '../../../../directory/testing/create-test-directory.js'
import type { OrganizationSeed } from '../../../../directory/seed/organization.js'
import type { CalendarStoreOptions } from '../../../calendar/store.js'
import { createCalendarStore } from '../../../calendar/store.js'
import { createEncoder } from '../../codec/encoder.js'
import { createEwsSchema } from '../../codec/schema.js'
import type { OperationFacts } from '../../codec/table.js'
import { OPERATIONS } from '../../generated/operations.js'
import type { CallOperation, OperationCall } from '../../operation.js'
import { createEnvelopeWriter } from '../../soap/envelope-writer.js'
import { recordResponses } from '../../testing/schema-recorder.js'
import { envelope } from '../../testing/serve-operation.js'
import type { EwsElement, EwsObject } from '../../tree.js'
import { DEFAULT_PRODUCT, PRODUCT_VERSIONS } from '../../../versions/index.js'
import { calendarOperations } from '../index.js'
import { members, valueOf } from '../request-parts.js'

export const ALICE = 'alice@ent-pa.example'
export const BOB = 'bob@ent-pa.example'
export const CAROL_OUTSIDE = 'carol@ent-pa.example'
export const ROOM = 'board1@ent-pa.example'
export const STAFF = 'all-staff@ent-pa.example'

const encoder = createEncoder(createEwsSchema())
const envelopes = createEnvelopeWriter(encoder, PRODUCT_VERSIONS[DEFAULT_PRODUCT])

type Options = Partial<Omit<CalendarStoreOptions, 'recipients'>>

/**
 * Mailboxes of a small organization and the operations on them, without HTTP. Requests and responses are
 * decoded trees; each is written through the schema's tables, so that neither can leave them, and both are
 * kept for the check by the official schema at the end of the run.
 */
export function createOffice(options: Options = {}, organization: Partial<OrganizationSeed> = {}) {
  const { core, clock, directory } = createTestDirectory(organization)
  const store = createCalendarStore(core, { recipients: directory.recipients, ...options })
  core.world.seed(
    [...directory.recipients.mailboxes()].flatMap((recipient) => store.mailboxWrites(recipient)),
  )
  const operations = new Map(calendarOperations(store).map((operation) => [operation.name, operation]))
  const observe = recordResponses()
  let calls = 0

  /** Calls an operation as somebody, and gives the value of its response element. */
  function asking(address: string, more: Partial<OperationCall> = {}) {
    const recipient = directory.recipients.resolve(address)
    const mailboxGuid = recipient?.mailboxGuid ?? ''
    return (name: string, request: EwsObject): EwsObject => {
      const facts = OPERATIONS.find((operation) => operation.name === name) as OperationFacts
      const requestedVersion = more.requestedVersion ?? 'Exchange2016'
      const asked = envelope(
        encoder.write(`m:${facts.request}`, request, ''),
        `<t:RequestServerVersion Version="${requestedVersion}"/>`,
      )
      const operation = operations.get(name) as CallOperation
      const body = operation.handle({
        request,
        caller: {
          account: { sid: recipient?.sid ?? '', userPrincipalName: address },
          mailbox: { mailboxGuid, primarySmtpAddress: address, displayName: recipient?.displayName ?? '' },
          impersonating: false,
        },
        requestedVersion,
        timeZone: undefined,
        dateTimePrecision: 'Seconds',
        interaction: { id: `call-${++calls}`, signal: new AbortController().signal },
        ...more,
      }) as EwsObject
      const document = envelopes.write(facts, body)
      observe?.({ operation: name, document, isFrame: false, request: { document: asked, isValid: true } })
      return body
    }
  }

  /** Calls an operation as somebody, and gives the response messages. */
  function as(address: string, more: Partial<OperationCall> = {}) {
    const ask = asking(address, more)
    return (name: string, request: EwsObject): readonly EwsObject[] =>
      members(ask(name, request)['ResponseMessages'] as EwsObject).map(valueOf)
  }

  return { core, clock, store, as, asking, directory }
}

export type Office = ReturnType<typeof createOffice>

export const inFolder = (id: string): EwsElement => ({ name: 'DistinguishedFolderId', value: { '@Id': id } })
export const field = (uri: string): EwsElement => ({ name: 'FieldURI', value: { '@FieldURI': uri } })

export const TMS = {
  '@DistinguishedPropertySetId': 'PublicStrings',
  '@PropertyName': 'TMS:ExternalConferenceData',
  '@PropertyType': 'String',
} as const

/** `t:RequiredAttendees` and its siblings. */
export function attendees(...addresses: readonly string[]): EwsObject {
  return { Attendee: addresses.map((address) => ({ Mailbox: { EmailAddress: address } })) }
}

/** Half an hour of Alice's on Wednesday, 4 March 2026, 09:00 UTC. */
export const PLANNING: EwsObject = {
  Subject: 'Planning',
  Body: { '@BodyType': 'HTML', $text: '<p>Agenda</p>' },
  Start: '2026-03-04T09:00:00Z',
  End: '2026-03-04T09:30:00Z',
  Location: 'Room 5; @webex',
}

/** Creates a calendar item and gives its `t:ItemId`. */
export function create(office: Office, item: EwsObject, more: EwsObject = {}): EwsObject {
  const [message] = office.as(ALICE)('CreateItem', {
    '@SendMeetingInvitations': 'SendToAllAndSaveCopy',
    Items: { $each: [{ name: 'CalendarItem', value: item }] },
    ...more,
  })
  return idIn(message)
}

/** The `t:ItemId` of the first item in a response message. */
export function idIn(message: EwsObject | undefined): EwsObject {
  return itemsIn(message)[0]?.['ItemId'] as EwsObject
}

export function itemsIn(message: EwsObject | undefined): readonly EwsObject[] {
  return members(message?.['Items'] as EwsObject).map(valueOf)
}

/** Reads an item as somebody, with the paths given. */
export function read(
  office: Office,
  address: string,
  id: EwsObject,
  ...paths: readonly EwsElement[]
): EwsObject {
  const shape = paths.length === 0 ? 'AllProperties' : 'IdOnly'
  const [message] = office.as(address)('GetItem', {
    ItemShape: {
      BaseShape: shape,
      ...(paths.length === 0 ? {} : { AdditionalProperties: { $each: paths } }),
    },
    ItemIds: { $each: [{ name: 'ItemId', value: id }] },
  })
  return itemsIn(message)[0] ?? { code: message?.['ResponseCode'] }
}

/** The items of a folder, in full, as somebody sees them. */
export function list(office: Office, address: string, folder = 'calendar'): readonly EwsObject[] {
  const [message] = office.as(address)('FindItem', {
    '@Traversal': 'Shallow',
    ItemShape: { BaseShape: 'IdOnly' },
    ParentFolderIds: { $each: [inFolder(folder)] },
  })
  const found = itemsIn(message?.['RootFolder'] as EwsObject)
  return found.map((item) => read(office, address, item['ItemId'] as EwsObject))
}

/** Sets one property, sending to everybody unless `more` says otherwise. */
export function update(
  office: Office,
  id: EwsObject,
  changes: EwsObject,
  more: EwsObject = {},
): EwsObject | undefined {
  const updates = Object.entries(changes).map(([name, value]) => ({
    name: 'SetItemField',
    value:
      name === 'ExtendedProperty'
        ? {
            ExtendedFieldURI: TMS,
            CalendarItem: { ExtendedProperty: [{ ExtendedFieldURI: TMS, Value: value }] },
          }
        : { FieldURI: { '@FieldURI': uriOf(name) }, CalendarItem: { [name]: value } },
  }))
  return change(office, id, updates, more)
}

/** Sends an UpdateItem with updates as they stand. */
export function change(
  office: Office,
  id: EwsObject,
  updates: readonly EwsElement[],
  more: EwsObject = {},
): EwsObject | undefined {
  return office.as(ALICE)('UpdateItem', {
    '@ConflictResolution': 'AlwaysOverwrite',
    '@SendMeetingInvitationsOrCancellations': 'SendToAllAndSaveCopy',
    ItemChanges: { ItemChange: [{ ItemId: id, Updates: { $each: updates } }] },
    ...more,
  })[0]
}

function uriOf(element: string): string {
  return ['Subject', 'Body', 'Sensitivity', 'Categories'].includes(element)
    ? `item:${element}`
    : `calendar:${element}`
}
