import type { ReadOrganization } from './organization-file.js'

/** Something wrong in an organization, and where: `['people', 3, 'delegateOf', 0]`. */
export interface Mistake {
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly fix: string
}

/** What the shape alone does not show: aliases used twice, and aliases that nobody has. */
export function findMistakes(organization: ReadOrganization): readonly Mistake[] {
  return [...doubles(organization), ...strangers(organization)]
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

function strangers({ people, groups }: ReadOrganization): readonly Mistake[] {
  const known = people.map(({ alias }) => alias)
  const named = [
    ...people.flatMap(({ delegateOf }, at) => placesOf(['people', at, 'delegateOf'], delegateOf)),
    ...groups.flatMap(({ members }, at) =>
      members === 'everybody' ? [] : placesOf(['groups', at, 'members'], members),
    ),
  ]
  return named
    .filter(({ alias }) => !known.includes(alias))
    .map(({ path, alias }) => ({
      path,
      message: `there is no person "${alias}"`,
      fix:
        known.length === 0 ? 'Add the person to "people".' : `Name one of ${known.slice(0, 8).join(', ')}.`,
    }))
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
