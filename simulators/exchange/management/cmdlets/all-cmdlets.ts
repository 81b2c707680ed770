import type { Cmdlet } from '../cmdlet.js'
import { AUTOMATIC_REPLY_CMDLETS } from './automatic-replies.js'
import { CALENDAR_PROCESSING_CMDLETS } from './calendar-processing.js'
import { FOLDER_PERMISSION_CMDLETS } from './folder-permissions.js'
import { MAILBOX_CMDLETS } from './mailboxes.js'
import { MANAGEMENT_SCOPE_CMDLETS } from './management-scopes.js'
import { MOVE_CMDLETS } from './move-requests.js'
import { PERMISSION_CMDLETS } from './permissions.js'
import { RECIPIENT_CMDLETS } from './recipients.js'
import { REMOTE_DOMAIN_CMDLETS } from './remote-domains.js'
import { REMOTE_MAILBOX_CMDLETS } from './remote-mailboxes.js'
import { ROLE_ASSIGNMENT_CMDLETS } from './role-assignments.js'
import { SERVER_CMDLETS } from './servers.js'
import { SERVICE_PRINCIPAL_CMDLETS } from './service-principals.js'
import { SET_MAILBOX } from './set-mailbox.js'
import { THROTTLING_CMDLETS } from './throttling-policies.js'

/** Everything that the management shell knows, of every release. */
export const CMDLETS: readonly Cmdlet[] = [
  ...ROLE_ASSIGNMENT_CMDLETS,
  ...MANAGEMENT_SCOPE_CMDLETS,
  ...SERVICE_PRINCIPAL_CMDLETS,
  ...THROTTLING_CMDLETS,
  ...MAILBOX_CMDLETS,
  SET_MAILBOX,
  ...REMOTE_MAILBOX_CMDLETS,
  ...RECIPIENT_CMDLETS,
  ...CALENDAR_PROCESSING_CMDLETS,
  ...AUTOMATIC_REPLY_CMDLETS,
  ...PERMISSION_CMDLETS,
  ...FOLDER_PERMISSION_CMDLETS,
  ...SERVER_CMDLETS,
  ...MOVE_CMDLETS,
  ...REMOTE_DOMAIN_CMDLETS,
]
