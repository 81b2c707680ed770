import type { Difference, Plan } from './plan.js'
import type { MismatchRule } from './match.js'

/** Somebody or something that a run looked at. Addresses and names, never the values of secrets. */
export interface ReportLine {
  readonly uid: string
  readonly guid: string | null
  readonly accountId: string | null
  /** What led to it: which rule, or which attributes differed. */
  readonly because: string
}

export interface ReportFailure extends ReportLine {
  readonly action: 'add' | 'modify' | 'delete' | 'photo'
}

export type RunKind = 'full' | 'incremental'

/** Why a run ended before it had written anything. */
export interface Stop {
  readonly reason: 'deletion-threshold'
  readonly wouldDelete: number
  readonly threshold: number
}

/** What a run found and did; of a dry run, what it would have done. */
export interface SyncReport {
  readonly version: 1
  readonly kind: RunKind
  /** Why a full run was made where an incremental one was asked for. */
  readonly insteadBecause: string | null
  readonly isDryRun: boolean
  readonly started: string
  readonly finished: string
  readonly controller: string
  readonly matched: number
  readonly added: readonly ReportLine[]
  readonly modified: readonly ReportLine[]
  readonly deleted: readonly ReportLine[]
  readonly mismatched: readonly ReportLine[]
  readonly ignored: readonly ReportLine[]
  /** Deleted some time ago, with the time at which they are gone for good. */
  readonly softDeleted: readonly ReportLine[]
  readonly failed: readonly ReportFailure[]
  readonly stopped: Stop | null
}

const MISMATCHES: Readonly<Record<MismatchRule, string>> = {
  'address-taken': 'another object has the address',
  'address-reserved': 'the address was somebody else’s until a short while ago',
  administrator: 'an administrator who is not in the directory is kept',
  'not-in-directory': 'not in the directory, and kept',
}

export type PlannedLines = Pick<
  SyncReport,
  'matched' | 'added' | 'modified' | 'deleted' | 'mismatched' | 'ignored'
>

/** A plan as a report tells it. */
export function linesOf(plan: Plan): PlannedLines {
  return {
    matched: plan.matched.length,
    added: plan.added.map(({ wanted: { uid, guid }, isRestored }) => ({
      uid,
      guid,
      accountId: null,
      because: isRestored ? 'back in the directory' : 'new in the directory',
    })),
    modified: plan.modified.map(({ wanted, account, differences, isAdopted }) => ({
      uid: wanted.uid,
      guid: wanted.guid,
      accountId: account.id,
      because: becauseOf(differences, isAdopted),
    })),
    deleted: plan.deleted.map(({ uid, id, externalId }) => ({
      uid,
      guid: externalId,
      accountId: id,
      because: whyDeleted(externalId),
    })),
    mismatched: plan.mismatched.map(({ rule, ...line }) => ({ ...line, because: MISMATCHES[rule] })),
    ignored: plan.ignored.map(({ dn, guid }) => ({
      uid: dn,
      guid,
      accountId: null,
      because: 'has no address',
    })),
  }
}

export function whyDeleted(externalId: string | null): string {
  return externalId === null ? 'nobody in the directory has the address' : 'no longer in the directory'
}

export function becauseOf(differences: readonly Difference[], isAdopted: boolean): string {
  const words = differences.filter((one) => !isAdopted || one !== 'externalId')
  const changed = words.length === 0 ? [] : [words.join(', ')]
  return [...(isAdopted ? ['matched by address'] : []), ...changed].join('; ')
}

const SECTIONS = [
  ['added', 'Added'],
  ['modified', 'Modified'],
  ['deleted', 'Deleted'],
  ['mismatched', 'Mismatched'],
  ['failed', 'Failed'],
  ['softDeleted', 'Soft-deleted'],
] as const

/** How many lines of a section people are shown; machines get them all. */
const SHOWN = 40

/** The report for people. */
export function renderReport(report: SyncReport): string {
  const head = [
    `${report.isDryRun ? 'Dry run of a' : 'A'} ${report.kind} synchronization with ${report.controller}`,
    ...(report.insteadBecause === null ? [] : [`  full, because ${report.insteadBecause}`]),
    `  matched ${report.matched}, ${SECTIONS.map(([name, title]) => `${title.toLowerCase()} ${report[name].length}`).join(', ')},` +
      ` without an address ${report.ignored.length}`,
  ]
  return [
    ...head,
    ...SECTIONS.flatMap(([name, title]) => section(title, report[name])),
    ...stopLines(report),
  ].join('\n')
}

function section(title: string, lines: readonly ReportLine[]): readonly string[] {
  if (lines.length === 0) return []
  const shown = lines.slice(0, SHOWN).map(({ uid, because }) => `  ${uid.padEnd(36)} ${because}`)
  const rest = lines.length - shown.length
  return ['', `${title}:`, ...shown, ...(rest > 0 ? [`  … and ${rest} more`] : [])]
}

function stopLines({ stopped, isDryRun }: SyncReport): readonly string[] {
  if (stopped === null) return []
  const would = isDryRun ? 'A run would stop' : 'Stopped'
  return [
    '',
    `${would} before it wrote anything: ${stopped.wouldDelete} accounts would be deleted, and the threshold is ${stopped.threshold}.`,
    'Look at the base DNs and filters first. If the deletions are meant, run again with --allow-deletions.',
  ]
}
