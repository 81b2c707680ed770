import type { Account, PeopleService, SoftDeletedAccount } from '../ports/people-service.js'
import type { DirectoryObject, DirectorySession, UserDirectory } from '../ports/user-directory.js'
import type { Clock } from '../time-and-chance/clock.js'
import { formatInstant } from '../time-and-chance/instants.js'
import { carryOut, type WriteTools, type Written } from './carry-out.js'
import type { EventLog } from './event-log.js'
import { managedFields, mappingOf } from './mapping.js'
import { readPhoto } from './photo.js'
import type { Picture } from './picture.js'
import { makePlan, type Plan } from './plan.js'
import { readChanges, readEverything, type Reading, type ReadTools } from './read-directory.js'
import {
  linesOf,
  type PlannedLines,
  type ReportFailure,
  type RunKind,
  type Stop,
  type SyncReport,
} from './report.js'
import type { Scopes } from './scopes.js'
import type { SyncSettings } from './settings.js'
import type { StateStore, SyncState } from './state.js'
import type { Wanted } from './wanted.js'

/** Everything that a run works with. */
export interface SyncTools {
  readonly settings: SyncSettings
  readonly directory: UserDirectory
  readonly people: PeopleService
  readonly scopes: Scopes
  readonly toWanted: (object: DirectoryObject) => Wanted | null
  readonly store: StateStore
  readonly log: EventLog
  readonly clock: Clock
}

export interface RunRequest {
  readonly kind: RunKind
  /** Reads both sides and writes neither, nor the state. */
  readonly isDryRun: boolean
  /** Lets pass what the threshold would stop. */
  readonly allowsDeletions: boolean
  /** Soft-deleted people, by address, who are to be gone at once. */
  readonly erases?: readonly string[]
  /** Throws when this instance may not write any more. */
  readonly mayWrite?: () => void
  /** Told which side is dealt with from now on: what fails then is that side's failure. */
  readonly turnTo?: (side: Side) => void
}

export type Side = 'directory' | 'cloud'

/** One synchronization, from the directory to Webex. @throws ConnectorError when either side is away: then nothing was removed. */
export async function runSync(tools: SyncTools, request: RunRequest): Promise<SyncReport> {
  const started = tools.clock.now()
  request.turnTo?.('directory')
  const session = await tools.directory.connect()
  try {
    const before = await look(tools, session, request)
    const { plan, picture } = before
    const stopped = thresholdStop(tools.settings, plan, request)
    const isWritten = !request.isDryRun && stopped === null
    const done = isWritten
      ? await write(tools, request, before)
      : { lines: linesOf(plan), failed: [], picture }
    if (!request.isDryRun) save(tools, before, done.picture)
    return {
      version: 1,
      kind: before.kind,
      insteadBecause: before.insteadBecause,
      isDryRun: request.isDryRun,
      started: formatInstant(started),
      finished: formatInstant(tools.clock.now()),
      controller: session.controller,
      ...done.lines,
      failed: done.failed,
      softDeleted: picture.softDeleted.map(({ uid, externalId, id, hardDeleteAt }) => ({
        uid,
        guid: externalId,
        accountId: id,
        because: `gone for good at ${formatInstant(hardDeleteAt)}`,
      })),
      stopped,
    }
  } finally {
    session.close()
  }
}

interface Look {
  readonly kind: RunKind
  readonly insteadBecause: string | null
  readonly session: DirectorySession
  readonly reading: Reading
  readonly picture: Picture
  readonly plan: Plan
}

async function look(tools: SyncTools, session: DirectorySession, request: RunRequest): Promise<Look> {
  const { scopes, toWanted, people, settings } = tools
  const reader: ReadTools = { session, scopes, toWanted }
  const state = request.kind === 'full' ? null : tools.store.load()
  const obstacle = request.kind === 'full' ? null : obstacleFor(state, scopes, session)
  const changes = state === null || obstacle !== null ? null : await readChanges(reader, state)
  const kind: RunKind = changes === null ? 'full' : 'incremental'
  const reading = changes ?? (await readEverything(reader, settings.schedule.incrementalMinutes !== null))
  request.turnTo?.('cloud')
  const picture: Picture = {
    wanted: reading.wanted,
    accounts: changes === null || state === null ? await listAccounts(tools) : state.accounts,
    softDeleted: await eraseSome(tools, request, await people.softDeleted()),
    photos:
      changes === null || state === null ? await people.photos() : new Map(Object.entries(state.photos)),
  }
  return {
    kind,
    insteadBecause:
      request.kind === kind
        ? null
        : (obstacle ?? 'the controller does not know our place in its changes any more'),
    session,
    reading,
    picture,
    plan: planFor(tools, picture),
  }
}

/** Those that are of any concern: workspaces are not, where rooms are not synchronized. */
async function listAccounts({ people, settings }: SyncTools): Promise<readonly Account[]> {
  const accounts = await people.list()
  return accounts.filter(({ kind }) => settings.directory[kind === 'room' ? 'rooms' : 'users'].enabled)
}

/** Ends the wait for some addresses, so that others can have them in the same run; tells who is left. @source ldap.md 8 */
async function eraseSome(
  { people, log }: SyncTools,
  { erases = [], isDryRun, mayWrite }: RunRequest,
  all: readonly SoftDeletedAccount[],
): Promise<readonly SoftDeletedAccount[]> {
  const erased = all.filter(({ uid }) => erases.some((address) => address.toLowerCase() === uid))
  if (isDryRun) return all
  for (const { id, uid, externalId } of erased) {
    mayWrite?.()
    await people.erase(id)
    log.write({ action: 'erased', uid, guid: externalId, because: 'asked for' })
  }
  return all.filter((one) => !erased.includes(one))
}

/** Why only a full run will do. */
function obstacleFor(
  state: SyncState | null,
  scopes: Scopes,
  { controller }: DirectorySession,
): string | null {
  if (state === null) return 'no full run has been finished'
  if (state.fingerprint !== scopes.fingerprint) return 'the settings have changed'
  if (state.controller !== controller) return 'another controller answers'
  return null
}

function planFor({ settings }: SyncTools, picture: Picture): Plan {
  return makePlan(picture, {
    unmatched: settings.deletions.unmatched,
    managed: managedFields(settings),
    managesManager: mappingOf(settings).manager !== null,
    followsPhotos: settings.avatars.from === 'attribute' && settings.cloud.connectorApi !== null,
  })
}

function thresholdStop({ deletions }: SyncSettings, plan: Plan, request: RunRequest): Stop | null {
  const { threshold } = deletions
  if (threshold === null || request.allowsDeletions || plan.deleted.length <= threshold) return null
  return { reason: 'deletion-threshold', wouldDelete: plan.deleted.length, threshold }
}

/** The rounds in which a plan is written: the second finds the managers who were new, and addresses that came free. */
const ROUNDS = 3

interface Done {
  readonly lines: PlannedLines
  readonly failed: readonly ReportFailure[]
  readonly picture: Picture
}

async function write(tools: SyncTools, request: RunRequest, { session, picture, plan }: Look): Promise<Done> {
  const writeTools = writeToolsOf(tools, request, session)
  let done: Done = { lines: linesOf(plan), failed: [], picture }
  let next = plan
  try {
    for (let round = 0; round < ROUNDS && isWork(next); round += 1) {
      const written = await carryOut(next, done.picture, writeTools)
      const after = pictureAfter(done.picture, written)
      done = { lines: withModified(done.lines, next), failed: written.failed, picture: after }
      if (written.failed.length >= workOf(next)) break
      next = { ...planFor(tools, after), deleted: [] }
    }
  } catch (error) {
    tools.store.forget()
    throw error
  }
  return done
}

function writeToolsOf(tools: SyncTools, request: RunRequest, session: DirectorySession): WriteTools {
  const { people, log, settings } = tools
  return {
    people,
    log,
    readPhoto: (guid) => readPhoto({ session, settings }, guid),
    mayWrite: request.mayWrite ?? (() => undefined),
  }
}

const workOf = ({ modified, added, deleted }: Plan): number => modified.length + added.length + deleted.length
const isWork = (plan: Plan): boolean => workOf(plan) > 0

function pictureAfter(picture: Picture, { accounts, photos }: Written): Picture {
  return { ...picture, accounts: [...accounts.values()], photos }
}

/** What a later round changes belongs to the same run; who was told of already is told of once. */
function withModified(lines: PlannedLines, plan: Plan): PlannedLines {
  const told = new Set([...lines.added, ...lines.modified].map(({ guid }) => guid))
  const further = linesOf(plan).modified.filter(({ guid }) => !told.has(guid))
  return further.length === 0 ? lines : { ...lines, modified: [...lines.modified, ...further] }
}

function save({ store, scopes }: SyncTools, { session, reading }: Look, { accounts, photos }: Picture): void {
  store.save({
    version: 1,
    fingerprint: scopes.fingerprint,
    controller: session.controller,
    cookie: reading.cookie,
    containers: reading.containers,
    wanted: [...reading.wanted],
    accounts: [...accounts],
    photos: Object.fromEntries(photos),
  })
}
