import { put, type Write } from '../../../../core/index.js'
import { mailboxes } from '../../../calendar/collections.js'
import type { CalendarStore } from '../../../calendar/store.js'
import {
  userConfiguration,
  userConfigurations,
  type UserConfiguration,
} from '../../../calendar/user-configurations.js'
import type { OperationCall } from '../../operation.js'
import type { EwsObject } from '../../tree.js'
import { actingMailbox } from '../access/acting.js'
import { findTargetFolder, type FolderNeed } from '../access/folder-reference.js'
import { ItemError } from '../item-error.js'
import { text } from '../request-parts.js'

/** What a `t:UserConfigurationName` names: a place for a document, and the document if there is one. */
export interface NamedConfiguration {
  readonly mailbox: string
  readonly folder: number
  readonly name: string
  readonly found: UserConfiguration | undefined
}

export function findConfiguration(
  store: CalendarStore,
  call: OperationCall,
  { element, needs }: { readonly element: EwsObject; readonly needs: FolderNeed },
): NamedConfiguration {
  const acting = actingMailbox(store, call).mailboxGuid
  const name = text(element, '@Name') ?? ''
  const reference = { store, mailbox: acting, notFound: 'ErrorFolderNotFound', needs } as const
  const { mailbox, folder } = findTargetFolder(reference, element)
  const at = { mailbox, folder: folder.number }
  return { ...at, name, found: userConfiguration(store.world, at, name) }
}

export function existing({ found }: NamedConfiguration): UserConfiguration {
  if (found === undefined) throw new ItemError('ErrorItemNotFound')
  return found
}

/** The writes that store a document, with numbers from its mailbox's counter. */
export function configurationWrites(
  store: CalendarStore,
  { number, ...document }: Omit<UserConfiguration, 'number' | 'change'> & { readonly number?: number },
): readonly Write[] {
  const mailbox = store.mailbox(document.mailbox)
  if (mailbox === undefined) return []
  const change = mailbox.counter + 1
  return [
    put(mailboxes, { ...mailbox, counter: change }),
    put(userConfigurations, { ...document, number: number ?? change, change }, 'UserConfigurationSaved'),
  ]
}
