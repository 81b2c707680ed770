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
  readonly title: string
  readonly declared: readonly string[]
  readonly seen: readonly string[]
  /** Declared and seen are the same set. */
  readonly asDeclared: boolean
}

export interface ProofOfSuite {
  /** The run without a saboteur. */
  readonly clean: RunResult
  readonly proofs: readonly Proof[]
  /** Checks that no saboteur turns red: nobody knows whether they can fail. */
  readonly unproven: readonly string[]
}

export interface ProveOptions extends RunOptions {
  readonly onProof?: (proof: Proof) => void
}

/** Runs the suite clean and then with every saboteur on the wire. */
export async function proveSuite(options: ProveOptions): Promise<ProofOfSuite> {
  const clean = await runSuite(options)
  const proofs: Proof[] = []
  const waiting = SABOTEURS.values()
  const proveSome = async (): Promise<void> => {
    for (const saboteur of waiting) {
      const proof = proofOf(saboteur, await runSuite({ ...options, saboteur }))
      options.onProof?.(proof)
      proofs.push(proof)
    }
  }
  await Promise.all(Array.from({ length: RUNS_AT_ONCE }, proveSome))
  const broken = new Set(proofs.flatMap(({ seen }) => seen))
  const unproven = checksOf(clean)
    .filter(({ id, verdict }) => verdict !== 'not-run' && !broken.has(id))
    .map(({ id }) => id)
  return { clean, proofs, unproven }
}

/** Whether the suite is proven: clean without saboteurs, each saboteur as declared, each check broken by one. */
export function isProven({ clean, proofs, unproven }: ProofOfSuite): boolean {
  const isClean = !checksOf(clean).some(({ verdict }) => isRed(verdict))
  return isClean && unproven.length === 0 && proofs.every(({ asDeclared }) => asDeclared)
}

export function proofOf(saboteur: Saboteur, run: RunResult): Proof {
  const seen = checksOf(run)
    .filter(({ verdict }) => isRed(verdict))
    .map(({ id }) => id)
    .toSorted()
  const declared = saboteur.turnsRed.toSorted()
  const asDeclared = seen.length === declared.length && seen.every((id, index) => id === declared[index])
  return { saboteur: saboteur.id, title: saboteur.title, declared, seen, asDeclared }
}
