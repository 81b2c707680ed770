import { formatMilliseconds, put, remove, type Core, type World } from '../../../core/index.js'
import { clusters } from '../../records/fleet.js'
import { hybridUsers, resourceGroups, type ResourceGroup } from '../../records/hybrid-users.js'
import { RestFault } from '../../rest/rest-fault.js'
import type { Administrator } from '../administration/administrator.js'
import type { GroupView } from '../administration/views.js'

/** The resource groups of an organization. @source hybrid-calendar.md HC-253, HC-255 */
export interface GroupDesk {
  list(by: Administrator): readonly GroupView[]
  create(by: Administrator, name: string): GroupView
  rename(by: Administrator, groupId: string, name: string): GroupView
  /** Refused while a cluster or a person is in it. */
  remove(by: Administrator, groupId: string): void
  /** The group of a name as a bulk file has it. @source hybrid-calendar.md HC-251: commas do not count */
  findByName(by: Administrator, name: string): GroupView | undefined
}

export function createGroupDesk({ world, ids, clock }: Core): GroupDesk {
  return {
    list: ({ orgId }) => groupsOf(orgId).map(render),
    create(by, name) {
      requireNew(by.orgId, name)
      return save(by, { id: ids.uuid(), orgId: by.orgId, name, created: clock.now() })
    },
    rename(by, groupId, name) {
      const group = findGroup(world, by.orgId, groupId)
      if (plain(group.name) !== plain(name)) requireNew(by.orgId, name)
      return save(by, { ...group, name })
    },
    remove(by, groupId) {
      const { clusters, users } = render(findGroup(world, by.orgId, groupId))
      if (clusters + users > 0) {
        const message = `The group still has ${clusters} clusters and ${users} users.`
        throw new RestFault(409, { code: 'GROUP_IN_USE', message })
      }
      const writes = [remove(resourceGroups, groupId)]
      world.commit({ cause: by.cause, reason: 'resource group removed', writes })
    },
    findByName({ orgId }, name) {
      const found = groupsOf(orgId).find((group) => plain(group.name) === plain(name))
      return found && render(found)
    },
  }

  function groupsOf(orgId: string): readonly ResourceGroup[] {
    return [...world.by(resourceGroups, 'organization', orgId)].map(({ record }) => record)
  }

  function requireNew(orgId: string, name: string): void {
    if (groupsOf(orgId).every((group) => plain(group.name) !== plain(name))) return
    throw new RestFault(409, { message: 'There is a resource group of this name.' })
  }

  function save({ cause }: Administrator, group: ResourceGroup): GroupView {
    world.commit({ cause, reason: 'resource group changed', writes: [put(resourceGroups, group)] })
    return render(group)
  }

  function render({ id, name, created }: ResourceGroup): GroupView {
    return {
      id,
      name,
      created: formatMilliseconds(created),
      clusters: world.countBy(clusters, 'group', id),
      users: world.countBy(hybridUsers, 'group', id),
    }
  }
}

export function findGroup(world: World, orgId: string, groupId: string): ResourceGroup {
  const group = world.get(resourceGroups, groupId)
  if (group === undefined || group.orgId !== orgId) {
    throw new RestFault(404, {
      code: 'UNKNOWN_GROUP',
      message: 'The organization has no such resource group.',
    })
  }
  return group
}

function plain(name: string): string {
  return name.replaceAll(',', '').trim().toLowerCase()
}
