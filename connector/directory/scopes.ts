import { createHash } from 'node:crypto'
import { attributesIn, escapeOctets, escapeText } from '../adapters/ldap/wire/filter.js'
import { guidOctets } from '../adapters/ldap/guid.js'
import type { ChangeQuery, DirectoryObject, DirectorySession } from '../ports/user-directory.js'
import { attributesOf, mappingOf } from './mapping.js'
import type { SyncSettings } from './settings.js'
import { attributesInPattern, KIND_ATTRIBUTES } from './wanted.js'

/** How many objects are named in one filter. */
const BATCH = 50

/** What can hold the objects of people. */
const CONTAINERS = '(|(objectClass=organizationalUnit)(objectClass=container))'

/** The parts of the directory that a synchronizer looks at, and how it asks for them. */
export interface Scopes {
  /** The attributes that are read of people and rooms. */
  readonly attributes: readonly string[]
  /** What is followed: all that may concern somebody. */
  readonly followed: ChangeQuery
  /** Whether a change of a group may bring people in or out. */
  readonly dependOnGroups: boolean
  /** Names the settings that decide what is read and how: state of others is of no use. */
  readonly fingerprint: string
  /** Everybody. */
  readAll(session: DirectorySession): Promise<readonly DirectoryObject[]>
  /** Those of some objects that are (still) within the bases and filters. */
  readSome(session: DirectorySession, guids: readonly string[]): Promise<readonly DirectoryObject[]>
  /** Whose manager is one of these. */
  readReports(session: DirectorySession, managers: readonly string[]): Promise<readonly DirectoryObject[]>
  /** Organizational units and containers, everywhere or some. */
  readContainers(session: DirectorySession, guids?: readonly string[]): Promise<readonly DirectoryObject[]>
}

export function createScopes(settings: SyncSettings): Scopes {
  const { directory, avatars, cloud } = settings
  const mapping = mappingOf(settings)
  const filters = [directory.users, directory.rooms]
    .filter(({ enabled }) => enabled)
    .map(({ filter }) => filter)
  const asked = filters.flatMap(attributesIn)
  const attributes = unique([
    ...attributesOf(mapping),
    ...KIND_ATTRIBUTES,
    ...(avatars.from === 'attribute' ? [avatars.attribute] : []),
    ...(avatars.from === 'url' ? attributesInPattern(avatars.pattern) : []),
    'userAccountControl',
  ])
  const dependOnGroups = asked.includes('memberof')
  const anybody = filters.length === 1 ? (filters[0] ?? '') : `(|${filters.join('')})`

  const read = async (session: DirectorySession, filter: string): Promise<readonly DirectoryObject[]> => {
    const bases = directory.baseDns.length === 0 ? [session.defaultBase] : directory.baseDns
    const found = new Map<string, DirectoryObject>()
    for (const base of bases) {
      for (const object of await session.read({ base, filter, attributes })) found.set(object.guid, object)
    }
    return [...found.values()]
  }
  const readEach = async (session: DirectorySession, names: readonly string[]) => {
    const found: DirectoryObject[] = []
    for (let at = 0; at < names.length; at += BATCH) {
      found.push(...(await read(session, `(&${anybody}(|${names.slice(at, at + BATCH).join('')}))`)))
    }
    return found
  }
  const managerAttribute = attributesOf({ manager: mapping.manager } as typeof mapping)[0]

  return {
    attributes,
    dependOnGroups,
    fingerprint: createHash('sha256')
      .update(
        JSON.stringify([
          directory.domain,
          directory.baseDns,
          filters,
          mapping,
          avatars,
          cloud.scim,
          cloud.orgId,
        ]),
      )
      .digest('hex'),
    followed: {
      filter: '(objectClass=*)',
      attributes: unique([
        ...attributes,
        ...asked.filter((name) => name !== 'memberof'),
        ...['name', 'isDeleted', ...(dependOnGroups ? ['member'] : [])],
      ]),
    },
    readAll: (session) => read(session, anybody),
    readSome: (session, guids) => readEach(session, guids.map(named)),
    readReports: (session, managers) =>
      managerAttribute === undefined
        ? Promise.resolve([])
        : readEach(
            session,
            managers.map((dn) => `(${managerAttribute}=${escapeText(dn)})`),
          ),
    readContainers: async (session, guids) => {
      const base = session.defaultBase
      if (guids === undefined) return session.read({ base, filter: CONTAINERS, attributes: [] })
      const found: DirectoryObject[] = []
      for (let at = 0; at < guids.length; at += BATCH) {
        const filter = `(&${CONTAINERS}(|${guids
          .slice(at, at + BATCH)
          .map(named)
          .join('')}))`
        found.push(...(await session.read({ base, filter, attributes: [] })))
      }
      return found
    },
  }
}

const named = (guid: string): string => `(objectGUID=${escapeOctets(guidOctets(guid))})`

/** Each name once, in whatever case. */
function unique(names: readonly string[]): readonly string[] {
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()]
}
