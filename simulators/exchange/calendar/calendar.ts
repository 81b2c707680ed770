import type { Clock, Ids, World } from '../../core/index.js'
import type { Zones } from '../../core/zones/zones.js'
import type { Recipients } from '../../directory/recipients/recipients.js'
import type { ProductVersion } from '../versions/index.js'
import type { FolderTree } from './folder-tree.js'
import type { EwsIds } from './ids/ews-ids.js'

/** What the calendar asks the directory. */
export type RecipientLookup = Recipients

/**
 * Whether properties of the set PublicStrings that an organizer sets reach the attendees' copies: with each
 * update, only when the attendee accepts again, or not at all. @source hybrid-calendar.md HC-178
 */
export type NamedProperties = 'onUpdate' | 'onReaccept' | 'never'

/**
 * Whether an UpdateItem with AlwaysOverwrite may leave out the change key: the documents say no, clients that
 * do it are served. @source ews.md 4.6, 11
 */
export type ChangeKeyDemand = 'lenient' | 'strict'

/** What everything in this folder works with. */
export interface Calendar extends FolderTree {
  readonly world: World
  readonly clock: Clock
  readonly chance: Ids
  readonly zones: Zones
  readonly ids: EwsIds
  readonly recipients: RecipientLookup
  readonly namedProperties: NamedProperties
  readonly product: ProductVersion
  readonly changeKeys: ChangeKeyDemand
}
