import type { DirectoryObject, DirectorySession } from '../ports/user-directory.js'
import { textOf } from './mapping.js'
import type { Scopes } from './scopes.js'
import type { SyncState } from './state.js'
import type { Wanted } from './wanted.js'

/** The side of the directory, as one run saw it. */
export interface Reading extends Pick<SyncState, 'cookie' | 'containers'> {
  readonly wanted: readonly Wanted[]
}

export interface ReadTools {
  readonly session: DirectorySession
  readonly scopes: Scopes
  readonly toWanted: (object: DirectoryObject) => Wanted | null
}

/**
 * Reads everything. The place from which changes are followed is asked for first, so that what changes meanwhile is
 * told again.
 */
export async function readEverything(tools: ReadTools, isFollowed: boolean): Promise<Reading> {
  const { session, scopes } = tools
  const changes = isFollowed ? await session.changes(scopes.followed, null) : null
  const containers = isFollowed ? await scopes.readContainers(session) : []
  return { cookie: changes?.cookie ?? null, containers: namesOf(containers), wanted: await readPeople(tools) }
}

async function readPeople({ session, scopes, toWanted }: ReadTools): Promise<readonly Wanted[]> {
  return present((await scopes.readAll(session)).map(toWanted))
}

/** What has been learned since a state; null when the controller does not know its cookie any more. */
export async function readChanges(tools: ReadTools, state: SyncState): Promise<Reading | null> {
  const { session, scopes, toWanted } = tools
  if (state.cookie === null) return null
  const changes = await session.changes(scopes.followed, state.cookie)
  if (changes === null) return null

  const known = new Map(state.wanted.map((one) => [one.guid, one]))
  const gone = changes.objects.filter(isDeleted).map(({ guid }) => guid)
  const touched = [...new Set(changes.objects.filter((one) => !isDeleted(one)).map(({ guid }) => guid))]
  const found = new Map((await scopes.readSome(session, touched)).map((one) => [one.guid, one]))
  const places = await followContainers(tools, state, { touched, gone })

  const strangers = [...gone, ...touched].some((guid) => !known.has(guid) && !found.has(guid))
  if (places.haveMoved || (scopes.dependOnGroups && strangers)) {
    return { cookie: changes.cookie, containers: places.containers, wanted: await readPeople(tools) }
  }
  for (const guid of [...gone, ...touched]) known.delete(guid)
  const read = present([...found.values()].map(toWanted))
  const others = renameManagers([...known.values()], state.wanted, read)
  return {
    cookie: changes.cookie,
    containers: places.containers,
    wanted: await withReports(tools, state, [...others, ...read]),
  }
}

/** A rename of somebody is no change of those whose manager that is: their objects only show another name from now on. */
function renameManagers(
  others: readonly Wanted[],
  before: readonly Wanted[],
  read: readonly Wanted[],
): readonly Wanted[] {
  const former = new Map(before.map(({ guid, dn }) => [guid, dn]))
  const renamed = new Map(
    read.flatMap(({ guid, dn }) => {
      const was = former.get(guid)
      return was === undefined || was === dn ? [] : [[was.toLowerCase(), dn] as const]
    }),
  )
  if (renamed.size === 0) return others
  return others.map((one) => {
    const dn = renamed.get(one.managerDn?.toLowerCase() ?? '')
    return dn === undefined ? one : { ...one, managerDn: dn }
  })
}

/** Who comes in may be the manager of people who were there before under a name that nobody had kept. */
async function withReports(
  { session, scopes, toWanted }: ReadTools,
  { wanted: before }: SyncState,
  wanted: readonly Wanted[],
): Promise<readonly Wanted[]> {
  const former = new Set(before.map(({ guid }) => guid))
  const newcomers = wanted.filter(({ guid }) => !former.has(guid)).map(({ dn }) => dn)
  if (newcomers.length === 0) return wanted
  const reports = new Map(
    present((await scopes.readReports(session, newcomers)).map(toWanted)).map((one) => [one.guid, one]),
  )
  return wanted.map((one) => {
    const report = reports.get(one.guid)
    return report === undefined ? one : { ...one, managerDn: report.managerDn }
  })
}

interface Places extends Pick<SyncState, 'containers'> {
  /** People may lie elsewhere than before, though nothing of themselves has changed. */
  readonly haveMoved: boolean
}

async function followContainers(
  { session, scopes }: ReadTools,
  { containers: before }: SyncState,
  { touched, gone }: { readonly touched: readonly string[]; readonly gone: readonly string[] },
): Promise<Places> {
  const found = namesOf(await scopes.readContainers(session, touched))
  const left = Object.entries(before).filter(([guid]) => !gone.includes(guid))
  return {
    containers: { ...Object.fromEntries(left), ...found },
    haveMoved: Object.entries(found).some(([guid, dn]) => before[guid] !== undefined && before[guid] !== dn),
  }
}

function namesOf(objects: readonly DirectoryObject[]): Readonly<Record<string, string>> {
  return Object.fromEntries(objects.map(({ guid, dn }) => [guid, dn]))
}

function isDeleted({ attributes }: DirectoryObject): boolean {
  return textOf(attributes, 'isDeleted').toUpperCase() === 'TRUE'
}

function present<T>(items: readonly (T | null)[]): readonly T[] {
  return items.filter((item) => item !== null)
}
