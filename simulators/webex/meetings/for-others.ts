import { bearer } from '../rest/route.js'
import type { ForOthers } from './account-of.js'

/** What administrators need for the meetings and settings of others. @source developer.webex.com, meetings: scopes */
export const READ_FOR_OTHERS: ForOthers = { scope: 'meeting:admin_schedule_read' }
export const WRITE_FOR_OTHERS: ForOthers = { scope: 'meeting:admin_schedule_write' }

/** @source webex.md 6, the text */
const refusal = "Not permitted to view or change other user's preferences"
export const READ_PREFERENCES: ForOthers = { scope: 'meeting:admin_preferences_read', refusal }
export const WRITE_PREFERENCES: ForOthers = { scope: 'meeting:admin_preferences_write', refusal }

export const CAN_READ = bearer('meeting:schedules_read', READ_FOR_OTHERS.scope)
export const CAN_SCHEDULE = bearer('meeting:schedules_write', WRITE_FOR_OTHERS.scope)
export const CAN_READ_PREFERENCES = bearer('meeting:preferences_read', READ_PREFERENCES.scope)
export const CAN_CHANGE_PREFERENCES = bearer('meeting:preferences_write', WRITE_PREFERENCES.scope)
