import type { Recipient } from '../../../../directory/recipients/recipient.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { CallOperation, OperationCall } from '../../operation.js'
import { errorMessage, responseMessages, success } from '../../response-message.js'
import type { EwsObject } from '../../tree.js'
import { actingMailbox } from '../access/acting.js'
import { findFolder } from '../access/folder-reference.js'
import { answerEach, ItemError } from '../item-error.js'
import { child, members, text } from '../request-parts.js'
import type { Service } from '../service.js'
import { directoryContact, type ContactShape } from './directory-contact.js'
import { recipientMailbox } from './recipient-mailbox.js'

/** @source ews.md 4.16 */
const MAX_RESULTS = 100

/** ResolveNames: whom of the directory a text may mean. Folders of contacts are empty here. @source ews.md 4.16 */
export function createResolveNames({ store }: Service): CallOperation {
  return {
    name: 'ResolveNames',
    handle(call) {
      const messages = answerEach([call], () => {
        checkFolders(store, call)
        const scope = text(call.request, '@SearchScope') ?? 'ContactsActiveDirectory'
        const entry = text(call.request, 'UnresolvedEntry') ?? ''
        return render(store, call, scope === 'Contacts' ? [] : resolve(store, entry))
      })
      return responseMessages('ResolveNames', messages)
    },
  }
}

/** @source MS documentation: one folder at most, and only one of contacts */
function checkFolders(store: CalendarStore, call: OperationCall): void {
  const references = members(child(call.request, 'ParentFolderIds'))
  if (references.length > 1) throw new ItemError('ErrorResolveNamesOnlyOneContactsFolderAllowed')
  for (const reference of references) {
    const mailbox = actingMailbox(store, call).mailboxGuid
    const { folder } = findFolder({ store, mailbox, notFound: 'ErrorFolderNotFound' }, reference)
    if (!folder.folderClass.startsWith('IPF.Contact'))
      throw new ItemError('ErrorResolveNamesInvalidFolderType')
  }
}

/** An address with its prefix means whom it belongs to and nobody else. @inferred */
function resolve({ recipients }: CalendarStore, entry: string): readonly Recipient[] {
  const exact = /^[a-z0-9]+:./i.test(entry) ? recipients.resolve(entry) : undefined
  if (exact !== undefined && !exact.hidden) return [exact]
  return recipients.search(entry.trim().replace(/^smtp:/i, ''), MAX_RESULTS + 1)
}

function render({ recipients }: CalendarStore, call: OperationCall, found: readonly Recipient[]): EwsObject {
  if (found.length === 0) throw new ItemError('ErrorNameResolutionNoResults')
  const shape = contactShape(call.request)
  const mailbox = recipientMailbox(recipients)
  const shown = found.slice(0, MAX_RESULTS).map((recipient) => ({
    Mailbox: mailbox(recipient),
    Contact: shape && directoryContact(recipients, recipient, shape),
  }))
  const set = {
    ResolutionSet: {
      '@TotalItemsInView': shown.length,
      '@IncludesLastItemInRange': shown.length === found.length,
      Resolution: shown,
    },
  }
  if (shown.length === 1) return success(set)
  return { ...errorMessage('ErrorNameResolutionMultipleResults'), '@ResponseClass': 'Warning', ...set }
}

/** @inferred that full data without a shape means the usual properties */
function contactShape(request: EwsObject): ContactShape | undefined {
  if (request['@ReturnFullContactData'] !== true) return undefined
  switch (text(request, '@ContactDataShape') ?? 'Default') {
    case 'IdOnly':
      return undefined
    case 'AllProperties':
      return 'AllProperties'
    default:
      return 'Default'
  }
}
