import { controllerName } from './found-organization.js'
import type { ReadOrganization } from './organization-file.js'

/** Something wrong in an organization, and where: `['people', 3, 'delegateOf', 0]`. */
export interface Mistake {
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly fix: string
}

/** What the shape alone does not show: aliases used twice, and aliases that nobody has. */
export function findMistakes(organization: ReadOrganization): readonly Mistake[] {
  return [
    ...doubles(organization),
    ...strangers(organization),
    ...crowdedRoomLists(organization),
    ...inhabited(organization),
    ...homelessControllers(organization),
    ...controllersOfOneName(organization),
  ]
}

function homelessControllers({ sites, domainControllers }: ReadOrganization): readonly Mistake[] {
  const names = sites.map(({ name }) => name)
  return domainControllers.flatMap(({ site }, at) =>
    site === undefined || names.includes(site)
      ? []
      : [
          {
            path: ['domainControllers', at, 'site'],
            message: `there is no site "${site}"`,
            fix: `Add it to "sites", or name one of ${names.join(', ')}.`,
          },
        ],
  )
}

function controllersOfOneName({ domainControllers }: ReadOrganization): readonly Mistake[] {
  const names = domainControllers.map(({ name }, at) => name ?? controllerName(at))
  return names.flatMap((name, at) =>
    names.indexOf(name) === at
      ? []
      : [
          {
            path: ['domainControllers', at],
            message: `"${name}" is the name of another domain controller already`,
            fix: 'Give each a name of its own.',
          },
        ],
  )
}

/** A fresh directory has nobody in it. */
function inhabited(organization: ReadOrganization): readonly Mistake[] {
  if (!organization.fresh) return []
  return (['people', 'rooms', 'groups'] as const)
    .filter((list) => organization[list].length > 0)
    .map((list) => ({
      path: [list],
      message: 'there is nobody in a fresh directory',
      fix: 'Leave out "fresh", or the list.',
    }))
}

interface Place {
  readonly path: readonly PropertyKey[]
  readonly alias: string
}

function doubles(organization: ReadOrganization): readonly Mistake[] {
  const seen = new Map<string, Place>()
  return aliases(organization).flatMap((place) => {
    const first = seen.get(place.alias.toLowerCase())
    if (first === undefined) seen.set(place.alias.toLowerCase(), place)
    return first === undefined
      ? []
      : [
          {
            path: place.path,
            message: `"${place.alias}" is the alias of ${where(first.path)} already`,
            fix: 'Give each person, room, group and account an alias of its own.',
          },
        ]
  })
}

function aliases({
  administrator,
  serviceAccount,
  people,
  rooms,
  groups,
}: ReadOrganization): readonly Place[] {
  const listed = (list: string, of: readonly { readonly alias: string }[]): readonly Place[] =>
    of.map(({ alias }, at) => ({ path: [list, at, 'alias'], alias }))
  return [
    { path: ['administrator', 'alias'], alias: administrator.alias },
    { path: ['serviceAccount', 'alias'], alias: serviceAccount.alias },
    ...listed('people', people),
    ...listed('rooms', rooms),
    ...listed('groups', groups),
  ]
}

function strangers({ people, rooms, groups }: ReadOrganization): readonly Mistake[] {
  const lists = groups.map(({ members, roomList }, at) => ({
    roomList,
    places: members === 'everybody' ? [] : placesOf(['groups', at, 'members'], members),
  }))
  const placesIn = (roomList: boolean) =>
    lists.filter((list) => list.roomList === roomList).flatMap(({ places }) => places)
  const principals = people.flatMap(({ delegateOf }, at) =>
    placesOf(['people', at, 'delegateOf'], delegateOf),
  )
  return [
    ...unknown([...principals, ...placesIn(false)], { list: 'people', one: 'person', known: people }),
    ...unknown(placesIn(true), { list: 'rooms', one: 'room', known: rooms }),
  ]
}

interface Known {
  /** The key of the file that they are listed under. */
  readonly list: string
  readonly one: string
  readonly known: readonly { readonly alias: string }[]
}

function unknown(places: readonly Place[], { list, one, known }: Known): readonly Mistake[] {
  const names = known.map(({ alias }) => alias)
  return places
    .filter(({ alias }) => !names.includes(alias))
    .map(({ path, alias }) => ({
      path,
      message: `there is no ${one} "${alias}"`,
      fix:
        names.length === 0 ? `Add the ${one} to "${list}".` : `Name one of ${names.slice(0, 8).join(', ')}.`,
    }))
}

/** A list of rooms cannot take in people. */
function crowdedRoomLists({ groups }: ReadOrganization): readonly Mistake[] {
  return groups.flatMap(({ members, roomList }, at) =>
    members === 'everybody' && roomList
      ? [
          {
            path: ['groups', at, 'members'],
            message: 'everybody cannot be in a room list',
            fix: 'Name the rooms.',
          },
        ]
      : [],
  )
}

function placesOf(path: readonly PropertyKey[], names: readonly string[]): readonly Place[] {
  return names.map((alias, at) => ({ path: [...path, at], alias }))
}

/** `people[3].alias` */
export function where(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
    '',
  )
}
