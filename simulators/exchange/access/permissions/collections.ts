import { delegateSettings } from '../../calendar/delegates.js'
import { adPermissions } from './ad-permissions.js'
import { folderPermissions } from './folder-permissions.js'
import { mailboxPermissions } from './full-access.js'

/** What the world keeps about who may do what in whose mailbox. */
export const permissionCollections = [folderPermissions, mailboxPermissions, adPermissions, delegateSettings]
