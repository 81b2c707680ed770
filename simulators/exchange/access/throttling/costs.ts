import type { EwsObject, EwsValue } from '../../ews/tree.js'

/** Where a request has the parts that are answered on their own: a choice, or a list of one kind of element. */
export interface Parts {
  readonly holder: string
  readonly list: string
}

/** What a request costs a server, in milliseconds of its time. */
export interface Cost {
  /** The request itself. */
  readonly base: number
  /** Each part of the request that is answered on its own. */
  readonly each: number
  /** Each item or folder that a list has. */
  readonly row: number
  /** How much of it is spent on the directory and on mailboxes, where 2010 counts that. */
  readonly directory: number
  readonly mailbox: number
  /** Undefined for a request that is answered as a whole. */
  readonly parts: Parts | undefined
  /** What the response message of a part has even when it failed. */
  readonly onError: EwsObject
  /** It searches: its rows count against EWSFindCountLimit. */
  readonly finds: boolean
  /** Its answer stays open. */
  readonly hangs: boolean
}

const PLAIN: Cost = {
  base: 5,
  each: 0,
  row: 0,
  directory: 0.1,
  mailbox: 0.6,
  parts: undefined,
  onError: {},
  finds: false,
  hangs: false,
}

/** Work that asks the directory more than mailboxes. */
const DIRECTORY = { ...PLAIN, base: 10, directory: 0.8, mailbox: 0 }

/** A request of many parts, which stand in `holder` or `holder/list`. */
function batch(parts: string, each: number, onError: EwsObject = {}): Cost {
  const [holder = '', list = '$each'] = parts.split('/')
  return { ...PLAIN, base: 2, each, parts: { holder, list }, onError }
}

const ITEMS = { Items: {} }
const FOLDERS = { Folders: {} }
const ATTACHMENTS = { Attachments: {} }

/**
 * The modelled cost of each operation. Time is never measured: budgets are to be the same on every machine.
 * @inferred the numbers, from the orders of magnitude of answers of a server that is not busy
 */
const COSTS: Readonly<Record<string, Cost>> = {
  AddDelegate: { ...DIRECTORY, mailbox: 0.2 },
  ConvertId: batch('SourceIds', 0.5),
  CopyFolder: batch('FolderIds', 20, FOLDERS),
  CopyItem: batch('ItemIds', 8, ITEMS),
  CreateAttachment: batch('Attachments', 8, ATTACHMENTS),
  CreateFolder: batch('Folders', 8, FOLDERS),
  CreateItem: batch('Items', 10, ITEMS),
  DeleteAttachment: batch('AttachmentIds/AttachmentId', 5),
  DeleteFolder: batch('FolderIds', 8),
  DeleteItem: batch('ItemIds', 6),
  EmptyFolder: batch('FolderIds', 20),
  ExpandDL: DIRECTORY,
  FindFolder: { ...batch('ParentFolderIds', 4), row: 0.1, finds: true },
  FindItem: { ...batch('ParentFolderIds', 5), row: 0.1, finds: true },
  GetAttachment: batch('AttachmentIds/AttachmentId', 4, ATTACHMENTS),
  GetEvents: { ...PLAIN, base: 3 },
  GetFolder: batch('FolderIds', 2, FOLDERS),
  GetItem: batch('ItemIds', 3, ITEMS),
  GetMailTips: DIRECTORY,
  GetRoomLists: DIRECTORY,
  GetRooms: DIRECTORY,
  GetServerTimeZones: { ...PLAIN, mailbox: 0 },
  GetServiceConfiguration: DIRECTORY,
  GetStreamingEvents: { ...PLAIN, hangs: true },
  GetUserAvailability: { ...PLAIN, base: 15, directory: 0.2 },
  MoveFolder: batch('FolderIds', 8, FOLDERS),
  MoveItem: batch('ItemIds', 8, ITEMS),
  ResolveNames: DIRECTORY,
  SendItem: batch('ItemIds', 12),
  Subscribe: { ...PLAIN, base: 8 },
  SyncFolderHierarchy: { ...PLAIN, row: 0.1 },
  SyncFolderItems: { ...PLAIN, base: 8, row: 0.1 },
  Unsubscribe: { ...PLAIN, base: 2 },
  UpdateFolder: batch('FolderChanges/FolderChange', 6, FOLDERS),
  UpdateItem: batch('ItemChanges/ItemChange', 8, ITEMS),
}

const BY_OPERATION: ReadonlyMap<string, Cost> = new Map(Object.entries(COSTS))

export function costOf(operation: string): Cost {
  return BY_OPERATION.get(operation) ?? PLAIN
}

/** How many parts of a request are answered on their own. */
export function countParts(cost: Cost, request: EwsObject): number {
  return cost.parts === undefined ? 1 : partsOf(cost.parts, request).length
}

export function partsOf({ holder, list }: Parts, request: EwsObject): readonly EwsValue[] {
  const held = request[holder] as EwsObject | undefined
  return (held?.[list] ?? []) as readonly EwsValue[]
}
