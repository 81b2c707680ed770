import { FOLDER_NUMBERS } from '../../calendar/folders.js'
import type { CalendarProcessing } from '../../calendar/calendar-processing.js'
import { LEVELS } from '../../access/permissions/index.js'
import {
  boolean,
  identity,
  integer,
  limit,
  listOf,
  oneOf,
  text,
  type Kind,
  type ListChange,
} from '../binding/kind.js'
import { mandatory, optional, type Parameter } from '../binding/parameter.js'
import { cmdlet, shellObject, type Cmdlet, type Running } from '../cmdlet.js'
import { changedIds } from '../objects/changed-ids.js'
import {
  canonicalName,
  recipientNamed,
  wantedMailboxes,
  mailboxNamed,
  type FoundMailbox,
} from '../objects/find.js'
import type { ShellObject, ShellValue } from '../values.js'
import { upTo } from './mailboxes.js'

type Field = keyof CalendarProcessing
type FieldsOf<Value> = { [Name in Field]: CalendarProcessing[Name] extends Value ? Name : never }[Field]

/** The parameters that say yes or no, how many, and who. @source Exchange documentation of Set-CalendarProcessing */
const BOOLEANS = [
  'addNewRequestsTentatively',
  'processExternalMeetingMessages',
  'removeForwardedMeetingNotifications',
  'removeOldMeetingMessages',
  'addAdditionalResponse',
  'enableResponseDetails',
  'organizerInfo',
  'allowConflicts',
  'allowRecurringMeetings',
  'enforceSchedulingHorizon',
  'scheduleOnlyDuringWorkHours',
  'enforceCapacity',
  'allBookInPolicy',
  'allRequestInPolicy',
  'allRequestOutOfPolicy',
  'forwardRequestsToDelegates',
  'tentativePendingApproval',
  'deleteAttachments',
  'deleteComments',
  'deleteSubject',
  'addOrganizerToSubject',
  'removePrivateProperty',
] as const satisfies readonly FieldsOf<boolean>[]
const NUMBERS = [
  'conflictPercentageAllowed',
  'maximumConflictInstances',
  'bookingWindowInDays',
  'maximumDurationInMinutes',
  'minimumDurationInMinutes',
] as const satisfies readonly FieldsOf<number>[]
const PEOPLE = [
  'bookInPolicy',
  'requestInPolicy',
  'requestOutOfPolicy',
  'resourceDelegates',
] as const satisfies readonly FieldsOf<readonly string[]>[]

const RECIPIENTS = listOf('Microsoft.Exchange.Configuration.Tasks.RecipientIdParameter[]')

const SWITCHES = parametersOf(BOOLEANS, boolean)
const AMOUNTS = parametersOf(NUMBERS, integer)
const LISTS = parametersOf(PEOPLE, RECIPIENTS)

/** Get- and Set-CalendarProcessing. @source Exchange documentation of these cmdlets */
export const CALENDAR_PROCESSING_CMDLETS: readonly Cmdlet[] = [
  cmdlet({
    name: 'Get-CalendarProcessing',
    tasks: 'StoreTasks',
    parameters: {
      Identity: mandatory(identity('MailboxIdParameter'), { position: 0 }),
      ResultSize: optional(limit()),
    },
    without: ['ReadFromDomainController'],
    run: ({ Identity, ResultSize }, running) =>
      upTo(running, ResultSize, wantedMailboxes(running, { identity: Identity })).flatMap((found) =>
        shown(running, found),
      ),
  }),
  cmdlet({
    name: 'Set-CalendarProcessing',
    tasks: 'StoreTasks',
    parameters: {
      Identity: mandatory(identity('MailboxIdParameter'), { position: 0 }),
      AutomateProcessing: optional(
        oneOf('Microsoft.Exchange.Data.Storage.CalendarProcessingFlags', [
          'None',
          'AutoUpdate',
          'AutoAccept',
        ]),
      ),
      AdditionalResponse: optional(text),
      ...SWITCHES,
      ...AMOUNTS,
      ...LISTS,
    },
    without: [
      'DeleteNonCalendarItems',
      'IgnoreDefaultScope',
      'EnableAutoRelease',
      'PostReservationMaxClaimTimeInMinutes',
      'EnforceAdjacencyAsOverlap',
      'RemoveCanceledMeetings',
      'UseLegacyEnforceAdjacencyAsOverlap',
      'DefaultReminderTime',
    ],
    run({ Identity, AutomateProcessing, AdditionalResponse, ...given }, running) {
      const found = mailboxNamed(running, Identity)
      const guid = found.recipient.mailboxGuid
      const before = running.store.mailbox(guid)?.processing
      if (before === undefined) return undefined
      const people = changedPeople(running, before, given)
      const changes: Partial<CalendarProcessing> = {
        ...fieldsGiven(BOOLEANS, given),
        ...fieldsGiven(NUMBERS, given),
        ...people,
        ...(AutomateProcessing === undefined ? {} : { automate: AutomateProcessing }),
        ...(AdditionalResponse === undefined ? {} : { additionalResponse: AdditionalResponse ?? '' }),
      }
      running.store.configure(guid, changes, 'management')
      if (people.resourceDelegates !== undefined)
        letDelegatesIn(running, found, { before: before.resourceDelegates, after: people.resourceDelegates })
      return undefined
    },
  }),
]

/** `AllowConflicts`, for the field `allowConflicts`. */
function parameterName(field: string): string {
  return field.charAt(0).toUpperCase() + field.slice(1)
}

function parametersOf<T, Name extends string>(
  fields: readonly Name[],
  kind: Kind<T>,
): Readonly<Record<Capitalize<Name>, Parameter<T, false>>> {
  return Object.fromEntries(fields.map((field) => [parameterName(field), optional(kind)])) as Record<
    Capitalize<Name>,
    Parameter<T, false>
  >
}

function fieldsGiven<Name extends Field>(
  fields: readonly Name[],
  given: Readonly<Record<string, unknown>>,
): Partial<Pick<CalendarProcessing, Name>> {
  const found = fields.flatMap((field) => {
    const value = given[parameterName(field)]
    return value === undefined ? [] : [[field, value]]
  })
  return Object.fromEntries(found) as Partial<Pick<CalendarProcessing, Name>>
}

type People = Partial<Pick<CalendarProcessing, (typeof PEOPLE)[number]>>

/** People are kept by address: every identity that the directory resolves is one. */
function changedPeople(
  running: Running,
  before: CalendarProcessing,
  given: Readonly<Record<string, unknown>>,
): People {
  const idOf = (kept: string) => running.directory.recipients.resolve(kept)?.objectGuid ?? []
  const addressOf = (id: string) => running.directory.recipients.byGuid(id)?.primarySmtpAddress ?? []
  const found = PEOPLE.flatMap((field) => {
    const change = given[parameterName(field)] as ListChange | undefined
    if (change === undefined) return []
    return [[field, changedIds(running, before[field].flatMap(idOf), change).flatMap(addressOf)]]
  })
  return Object.fromEntries(found) as People
}

/** Those who decide for a resource may edit its calendar and send for it. @source Exchange documentation of -ResourceDelegates; @inferred the rights */
function letDelegatesIn(
  running: Running,
  { entry, recipient }: FoundMailbox,
  { before, after }: { readonly before: readonly string[]; readonly after: readonly string[] },
): void {
  const calendar = { mailbox: recipient.mailboxGuid, folder: FOLDER_NUMBERS.calendar }
  const idsOf = (addresses: readonly string[]) =>
    addresses.map((address) => recipientNamed(running, address).entry.key)
  const { folderPermissions, provisioning } = running
  const has = (id: string) =>
    folderPermissions
      .of(calendar)
      .some(({ grantee }) => grantee.kind === 'recipient' && grantee.objectGuid === id)
  const [gone, come] = [idsOf(before.filter((each) => !after.includes(each))), idsOf(after)]
  for (const objectGuid of gone) {
    if (has(objectGuid)) folderPermissions.remove(calendar, { kind: 'recipient', objectGuid })
  }
  for (const objectGuid of come) {
    const grant = { grantee: { kind: 'recipient', objectGuid } as const, rights: LEVELS.Editor }
    if (has(objectGuid)) folderPermissions.set(calendar, grant)
    else folderPermissions.add(calendar, grant)
  }
  provisioning.set(entry.key, { publicDelegates: come })
}

function shown(running: Running, { entry, recipient }: FoundMailbox): readonly ShellObject[] {
  const processing = running.store.mailbox(recipient.mailboxGuid)?.processing
  if (processing === undefined) return []
  const valueOf = (field: Field): ShellValue =>
    (PEOPLE as readonly string[]).includes(field)
      ? (processing[field] as readonly string[]).map((kept) =>
          canonicalName(running, running.directory.recipients.resolve(kept)?.objectGuid ?? ''),
        )
      : processing[field]
  const fields = (Object.keys(processing) as Field[]).filter((field) => field !== 'automate')
  return [
    shellObject('CalendarConfiguration', entry.key, {
      AutomateProcessing: processing.automate,
      ...Object.fromEntries(fields.map((field) => [parameterName(field), valueOf(field)])),
      Identity: canonicalName(running, entry.key),
      MailboxOwnerId: canonicalName(running, entry.key),
      IsValid: true,
    }),
  ]
}
