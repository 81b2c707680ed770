import type { EwsSchema } from '../../codec/schema.js'
import type { CompiledType } from '../../codec/type-kinds.js'
import { OPERATIONS } from '../../generated/operations.js'
import { MESSAGES } from '../../generated/messages.js'
import { TYPES } from '../../generated/types.js'
import { createCatalogue } from '../../operations/properties/catalogue.js'
import { FEATURES, REQUEST_VERSIONS, type RequestVersion } from '../../../versions/index.js'
import { CALENDAR_OPERATIONS } from '../calendar-operations.js'
import { REFERENCE_NAMES } from './reference-names.js'
import type { Direction } from './seen.js'

/** One thing that the page answers for. */
export interface CoverageRow {
  /** The heading under which it stands: an operation, a type of item, or a part of the reference. */
  readonly section: string
  readonly name: string
  /** A message that has this fact shows it; `*` begins one that has it in any type. */
  readonly facts: readonly string[]
  /** Whose messages count; undefined for those of all operations. */
  readonly operations: readonly string[] | undefined
  readonly directions: readonly Direction[]
  readonly since: RequestVersion
  /** Properties only: what the catalogue can do with it. */
  readonly abilities?: string
}

/** Which operations each part of ews.md 4 is about. */
export const OPERATIONS_OF_PART: Readonly<Record<string, readonly string[]>> = {
  '4.1': ['ConvertId'],
  '4.2': [
    'FindFolder',
    'GetFolder',
    'CreateFolder',
    'DeleteFolder',
    'UpdateFolder',
    'MoveFolder',
    'CopyFolder',
  ],
  '4.3': ['FindItem'],
  '4.4': ['GetItem'],
  '4.5': ['CreateItem'],
  '4.6': ['UpdateItem', 'SendItem'],
  '4.7': ['DeleteItem'],
  '4.8': ['Subscribe'],
  '4.9': ['GetStreamingEvents'],
  '4.10': ['GetEvents', 'Unsubscribe'],
  '4.11': ['SyncFolderItems'],
  '4.12': ['SyncFolderHierarchy'],
  '4.13': ['GetUserOofSettings', 'SetUserOofSettings'],
  '4.14': ['GetUserAvailability'],
  '4.15': ['GetServerTimeZones'],
  '4.16': [
    'ResolveNames',
    'ExpandDL',
    'GetMailTips',
    'GetServiceConfiguration',
    'GetRoomLists',
    'GetRooms',
    'GetDelegate',
  ],
}

/** The types whose children are the properties of ews.md 5.1 and 5.3. */
const PROPERTY_TYPES = {
  CalendarItem: 't:CalendarItemType',
  Message: 't:MessageType',
  MeetingRequest: 't:MeetingRequestMessageType',
  MeetingResponse: 't:MeetingResponseMessageType',
  MeetingCancellation: 't:MeetingCancellationMessageType',
} as const

/** Elements that came with a feature. @source ews.md 1.7 */
const SINCE: Readonly<Record<string, RequestVersion>> = {
  StartTimeZone: FEATURES.startTimeZone,
  EndTimeZone: FEATURES.startTimeZone,
  SyncScope: FEATURES.syncScope,
  NormalAndAssociatedItems: FEATURES.syncScope,
  StreamingSubscriptionRequest: FEATURES.streaming,
  GetStreamingEvents: FEATURES.streaming,
  QueryString: FEATURES.advancedQuerySyntax,
  EnhancedLocation: FEATURES.enhancedLocation,
  RecurringMasterItemIdRanges: FEATURES.enhancedLocation,
  ProposedStart: FEATURES.proposeNewTime,
  ProposedEnd: FEATURES.proposeNewTime,
  ProposeNewTime: FEATURES.proposeNewTime,
  AddItemToMyCalendar: FEATURES.addItemToMyCalendar,
  SuppressReadReceipts: FEATURES.suppressReadReceipts,
  InboxReminders: FEATURES.inboxReminders,
}

export function coverageRows(schema: EwsSchema): readonly CoverageRow[] {
  const operations = CALENDAR_OPERATIONS.flatMap((name) => operationRows(schema, name))
  return [...operations, ...propertyRows(schema), ...referenceRows()]
}

function operationRows(schema: EwsSchema, name: string): readonly CoverageRow[] {
  const facts = OPERATIONS.find((operation) => operation.name === name)
  if (facts === undefined) return []
  const row = (direction: Direction) => (fact: string) => ({
    section: name,
    name: fact,
    facts: [fact],
    operations: [name],
    directions: [direction],
    since: sinceOf(name, fact),
  })
  const self = { ...row('response')(name), facts: [`m:${facts.response}`] }
  const request = ownFacts(schema, `m:${facts.request}`).map(row('request'))
  const message = messageTypeOf(schema, name)
  const own = message === undefined ? ownFacts(schema, `m:${facts.response}`) : childFacts(message)
  return [self, ...request, ...own.map(row('response'))]
}

/** The type of an operation's response message, where it has such messages. */
function messageTypeOf(schema: EwsSchema, operation: string): CompiledType | undefined {
  const messages = schema.type('m:ArrayOfResponseMessagesType')
  const rule = messages.kind === 'text' ? undefined : messages.children.get(`${operation}ResponseMessage`)
  return rule && schema.type(rule.element.type)
}

/** What a message has of its own: its attributes and children, and those of the types that only it uses. */
function ownFacts(schema: EwsSchema, element: string): readonly string[] {
  const root = schema.element(element)
  if (root === undefined) return []
  const facts: string[] = []
  const open = [root]
  for (const type of open) {
    facts.push(...attributeFacts(type), ...childFacts(type))
    if (type.kind === 'text') continue
    for (const { element: child } of type.children.values()) {
      const next = schema.type(child.type)
      if (usesOf(child.type) === 1 && !open.includes(next)) open.push(next)
    }
  }
  return facts
}

function attributeFacts(type: CompiledType): readonly string[] {
  return [...type.attributes.values()].flatMap(({ name, type: { called } }) => {
    const fact = `${type.name}@${name}`
    return [fact, ...valuesOf(called).map((value) => `${fact}=${value}`)]
  })
}

function childFacts(type: CompiledType): readonly string[] {
  if (type.kind === 'text') return []
  return [...type.children.values()].flatMap(({ element }) => {
    const fact = `${type.name}/${element.name}`
    const values = element.name === 'ResponseCode' ? [] : enumerationOf(element.type)
    return [fact, ...values.map((value) => `${fact}=${value}`)]
  })
}

const ALL_TYPES = { ...TYPES, ...MESSAGES }
/** Longer lists, such as of property paths, have rows where they are used. */
const MAX_VALUES = 20

function valuesOf(called: string): readonly string[] {
  return enumerationOf(called.replace(/^.*\/(types|messages):/, (_, which: string) => `${which.charAt(0)}:`))
}

function enumerationOf(name: string): readonly string[] {
  const facts = ALL_TYPES[name]
  const values = facts !== undefined && 'values' in facts ? (facts.values ?? []) : []
  return values.length <= MAX_VALUES ? values : []
}

const USES = countUses()

function usesOf(type: string): number {
  return USES.get(type) ?? 0
}

function countUses(): ReadonlyMap<string, number> {
  const uses = new Map<string, number>()
  for (const [, type = ''] of JSON.stringify(ALL_TYPES).matchAll(/"[\w.]+ [?*+1\d.]+ ([tm]:[\w.@]+)/g)) {
    uses.set(type, (uses.get(type) ?? 0) + 1)
  }
  return uses
}

function propertyRows(schema: EwsSchema): readonly CoverageRow[] {
  const { all } = createCatalogue()
  return Object.entries(PROPERTY_TYPES).flatMap(([kind, typeName]) => {
    const type = schema.type(typeName)
    const ofKind = all.filter(({ kinds }) => (kinds as readonly string[]).includes(kind))
    const children = type.kind === 'text' ? [] : [...type.children.keys()]
    // a path may have no element of its own
    const names = new Set([...children, ...ofKind.map(({ element }) => element)])
    return [...names].map((name): CoverageRow => {
      const property = ofKind.find(({ element }) => element === name)
      return {
        section: `properties of ${kind}`,
        name,
        facts: [`${typeName}/${name}`],
        operations: undefined,
        directions: ['request', 'response'],
        since: property === undefined ? sinceOf('', name) : versionOf(`Exchange${property.since}`),
        abilities: property === undefined ? abilitiesElsewhere(name) : abilitiesOf(property),
      }
    })
  })
}

/** Extended properties are no row of the catalogue: they are found by their own paths. */
function abilitiesElsewhere(name: string): string {
  return name === 'ExtendedProperty' ? 'read, set, delete' : ''
}

function abilitiesOf(property: ReturnType<typeof createCatalogue>['all'][number]): string {
  const abilities = [
    property.lacks === undefined ? 'read' : undefined,
    property.set && 'set',
    property.append && 'append',
    property.clear && 'delete',
  ]
  const known = abilities.filter((each) => each !== undefined).join(', ')
  return property.lacks === undefined ? known : `known, never has a value: ${property.lacks}`
}

function referenceRows(): readonly CoverageRow[] {
  return Object.entries(REFERENCE_NAMES).flatMap(([part, names]) =>
    names.split(' ').map((name) => ({
      section: `ews.md ${part}`,
      name,
      facts: [`*/${name}`, `*@${name}`, `*=${name}`, `*:${name}`],
      operations: part.startsWith('4') ? OPERATIONS_OF_PART[part] : undefined,
      directions: ['request', 'response'] as const,
      since: sinceOf('', name),
    })),
  )
}

function sinceOf(operation: string, fact: string): RequestVersion {
  const name = fact.split(/[/@=]/).at(-1) ?? fact
  return SINCE[name] ?? SINCE[operation] ?? 'Exchange2007'
}

function versionOf(text: string): RequestVersion {
  return REQUEST_VERSIONS.find((version) => version === text) ?? 'Exchange2007'
}
