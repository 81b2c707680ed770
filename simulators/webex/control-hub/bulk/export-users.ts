import type { World } from '../../../core/index.js'
import type { FleetAdministration } from '../../fleet/administration.js'
import type { Administrator } from '../../fleet/administration/administrator.js'
import { people } from '../../records/people.js'
import { writeCsv } from '../csv/write-csv.js'
import { ADDRESS_COLUMN, GROUP_COLUMNS, NAME_COLUMNS, SERVICE_COLUMNS } from './columns.js'

/** Everybody in the form in which a bulk file comes back: to be changed and imported. @source hybrid-calendar.md HC-252 */
export function exportUsers(
  world: World,
  { users, groups }: Pick<FleetAdministration, 'users' | 'groups'>,
  by: Administrator,
): string {
  const names = new Map(groups.list(by).map(({ id, name }) => [id, name]))
  const header = [
    ...NAME_COLUMNS,
    ADDRESS_COLUMN,
    ...[...GROUP_COLUMNS, ...SERVICE_COLUMNS].map(({ name }) => name),
  ]
  const rows = users.list(by).map((user) => {
    const person = world.get(people, user.userId)
    return [
      ...[person?.firstName ?? '', person?.lastName ?? '', user.displayName, user.email],
      ...GROUP_COLUMNS.map(({ field }) => names.get(user[field] ?? '') ?? ''),
      ...SERVICE_COLUMNS.map(({ field }) => (user[field] ? 'TRUE' : 'FALSE')),
    ]
  })
  return writeCsv([header, ...rows])
}
