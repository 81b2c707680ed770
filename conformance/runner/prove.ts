import { isRed } from '../checks/check.js'
import { SABOTEURS } from '../saboteurs/all-saboteurs.js'
import type { Saboteur } from '../saboteurs/saboteur.js'
import { type RunResult, checksOf } from './result.js'
import { type RunOptions, runSuite } from './run.js'

/** Each run waits most of its time; more than this many make each other slow. */
const RUNS_AT_ONCE = 2

/** What one saboteur broke, and what was seen of it. */
export interface Proof {
  readonly saboteur: string
  /** What it did. */
  readonly title: string
  /** The checks that should turn red, of those that are judged for this subject. */
  readonly declared: readonly string[]
  readonly seen: readonly string[]
  /** Declared and seen are the same set. */
  readonly asDeclared: boolean
  readonly durationMs: number
}

export interface ProofOfSuite {
  /** The run without a saboteur. */
  readonly clean: RunResult
  readonly proofs: readonly Proof[]
  /** Saboteurs that break nothing which is judged for this subject. */
  readonly unused: readonly string[]
  /** Checks that no saboteur turns red: nobody knows whether they can fail. */
  readonly unproven: readonly string[]
}

/** One of several shares of the saboteurs, for where a whole proof takes too long; `part` counts from 1. */
export interface Share {
  readonly part: number
  readonly of: number
}

export interface ProveOptions extends RunOptions {
  /** Default: all saboteurs. Of a share no check is unproven: the others may prove it. */
  readonly share?: Share | undefined
  readonly onProof?: (proof: Proof) => void
}

/** Runs the suite clean and then with every saboteur on the wire that has something to break. */
export async function proveSuite(options: ProveOptions): Promise<ProofOfSuite> {
  const clean = await runSuite(options)
  const judged = judgedIn(clean)
  const used = SABOTEURS.filter(({ turnsRed }) => turnsRed.some((id) => judged.has(id)))
  const played = inShare(used, options.share)
  const proofs: Proof[] = []
  const waiting = played.values()
  const proveSome = async (): Promise<void> => {
    for (const saboteur of waiting) {
      const proof = proofOf(saboteur, await runSuite({ ...options, saboteur }), judged)
      options.onProof?.(proof)
      proofs.push(proof)
    }
  }
  await Promise.all(Array.from({ length: RUNS_AT_ONCE }, proveSome))
  const broken = new Set(proofs.flatMap(({ seen }) => seen))
  return {
    clean,
    proofs: proofs.toSorted((a, b) => order(a) - order(b)),
    unused: SABOTEURS.filter((saboteur) => !used.includes(saboteur)).map(({ id }) => id),
    unproven: options.share === undefined ? [...judged].filter((id) => !broken.has(id)) : [],
  }
}

export function inShare<T>(all: readonly T[], share: Share = { part: 1, of: 1 }): readonly T[] {
  return all.filter((_, index) => index % share.of === share.part - 1)
}

/** Whether the suite is proven: clean without saboteurs, each saboteur as declared, each check broken by one. */
export function isProven({ clean, proofs, unproven }: ProofOfSuite): boolean {
  const isClean = !checksOf(clean).some(({ verdict }) => isRed(verdict))
  return isClean && unproven.length === 0 && proofs.every(({ asDeclared }) => asDeclared)
}

/** The checks of a run that came to a verdict. */
export function judgedIn(run: RunResult): ReadonlySet<string> {
  const isJudged = (verdict: string): boolean => verdict !== 'not-run' && verdict !== 'not-implemented'
  return new Set(checksOf(run).flatMap(({ id, verdict }) => (isJudged(verdict) ? [id] : [])))
}

/** @param judged the checks that come to a verdict for this subject when nobody disturbs it. */
export function proofOf(saboteur: Saboteur, run: RunResult, judged: ReadonlySet<string>): Proof {
  const seen = checksOf(run)
    .filter(({ verdict }) => isRed(verdict))
    .map(({ id }) => id)
    .toSorted()
  const declared = saboteur.turnsRed.filter((id) => judged.has(id)).toSorted()
  const asDeclared = seen.length === declared.length && seen.every((id, index) => id === declared[index])
  return {
    saboteur: saboteur.id,
    title: saboteur.title,
    declared,
    seen,
    asDeclared,
    durationMs: run.durationMs,
  }
}

function order({ saboteur }: Proof): number {
  return SABOTEURS.findIndex(({ id }) => id === saboteur)
}
