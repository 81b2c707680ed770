import type { ErrorCode } from '../ews/error-texts.js'
import type { OperationCall } from '../ews/operation.js'
import type { EwsObject } from '../ews/tree.js'
import type { EventSource } from './event-source.js'
import { objectOf, textsOf } from './read-request.js'
import type { Interest, Subscription } from './subscription.js'

export type InterestLookup =
  | { readonly kind: 'found'; readonly interest: Interest }
  | { readonly kind: 'error'; readonly code: ErrorCode }

type Watched = Pick<Subscription, 'mailboxGuid' | 'streams'>

/**
 * Finds out what a subscription request wants to watch: folders of one mailbox or, with
 * `SubscribeToAllFolders`, all of the caller's. @source ews.md 4.8; @inferred the code for naming both or neither
 */
export function findInterest(source: EventSource, call: OperationCall, request: EwsObject): InterestLookup {
  const all = request['@SubscribeToAllFolders'] === true
  const folders = request['FolderIds']
  if (all === (folders !== undefined)) return refused('ErrorInvalidSubscriptionRequest')

  const watched =
    folders === undefined ? allFolders(source, call) : namedFolders(source, call, objectOf(folders))
  if ('code' in watched) return refused(watched.code)
  const eventTypes = new Set(textsOf(objectOf(request['EventTypes'])['EventType']))
  return { kind: 'found', interest: { ...watched, eventTypes, owner: call.caller.account.sid } }
}

function allFolders(source: EventSource, { caller }: OperationCall): Watched | { readonly code: ErrorCode } {
  if (caller.mailbox === undefined) return { code: 'ErrorNonExistentMailbox' }
  const { mailboxGuid } = caller.mailbox
  return { mailboxGuid, streams: new Set(source.allStreams(mailboxGuid)) }
}

function namedFolders(
  source: EventSource,
  call: OperationCall,
  folders: EwsObject,
): Watched | { readonly code: ErrorCode } {
  const streams = new Set<string>()
  const mailboxes = new Set<string>()
  for (const reference of folders.$each ?? []) {
    const found = source.findFolder(call, reference)
    if (found.kind === 'error') return { code: found.code }
    streams.add(found.folder.stream)
    mailboxes.add(found.folder.mailboxGuid)
  }
  const [mailboxGuid, another] = mailboxes
  if (mailboxGuid === undefined || another !== undefined) return { code: 'ErrorInvalidSubscriptionRequest' }
  const isOwn = mailboxGuid === call.caller.mailbox?.mailboxGuid
  return isOwn ? { mailboxGuid, streams } : { code: 'ErrorSubscriptionDelegateAccessNotSupported' }
}

function refused(code: ErrorCode): InterestLookup {
  return { kind: 'error', code }
}
