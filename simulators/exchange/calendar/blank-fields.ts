import type { ItemFields } from './item.js'

/** What an item has before anybody says anything of it. @source ews.md 4.5 */
export const BLANK_FIELDS = {
  body: { type: 'Text', text: '' },
  sensitivity: 'Normal',
  importance: 'Normal',
  categories: [],
  reminderIsSet: false,
  reminderMinutes: 0,
  attachments: [],
  extended: {},
} as const satisfies Partial<ItemFields>
