import type { EntitlementsView } from '../../fleet/administration/views.js'

/** The column that says of whom a row speaks. */
export const ADDRESS_COLUMN = 'User ID/Email (Required)'

/** Columns that tell the reader who somebody is, and change nothing. */
export const NAME_COLUMNS = ['First Name', 'Last Name', 'Display Name'] as const

interface ServiceColumn {
  readonly name: string
  readonly oldName?: string
  readonly field: 'squaredFusionCal' | 'squaredFusionGCal' | 'squaredFusionUC' | 'squaredFusionEC'
}

/** @source hybrid-calendar.md HC-250; webex.md 14 for the old name */
export const SERVICE_COLUMNS: readonly ServiceColumn[] = [
  {
    name: 'Hybrid Calendar Service (Exchange)',
    oldName: 'Calendar Service',
    field: 'squaredFusionCal',
  },
  { name: 'Hybrid Calendar Service (Google)', field: 'squaredFusionGCal' },
  { name: 'Call Service Aware', field: 'squaredFusionUC' },
  { name: 'Call Service Connect', field: 'squaredFusionEC' },
]

interface GroupColumn {
  readonly name: string
  readonly field: 'calendarResourceGroupId' | 'callResourceGroupId'
}

/** @source hybrid-calendar.md HC-250 */
export const GROUP_COLUMNS: readonly GroupColumn[] = [
  { name: 'Hybrid Calendar Service Resource Group', field: 'calendarResourceGroupId' },
  { name: 'Hybrid Call Service Resource Group', field: 'callResourceGroupId' },
]

/** The services that a person has, in words. */
export function servicesOf(user: EntitlementsView): readonly string[] {
  return SERVICE_COLUMNS.filter(({ field }) => user[field]).map(({ name }) => name)
}
