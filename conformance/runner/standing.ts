import type { Case } from '../cases/case.js'
import { type Check, type CheckId, rowOf, unjudged } from '../checks/check.js'
import { type Manifest, declaredFeatures } from '../drivers/manifest.js'
import { FEATURES, type Feature } from '../requirements/feature.js'
import type { Level, Requirement } from '../requirements/requirement.js'

/** What a run judges of what a subject declares. */
export interface Scope {
  /** What the subject is given. */
  readonly declared: Level
  /** What is judged; never more than is declared. */
  readonly level: Level
  readonly features: ReadonlySet<Feature>
}

/** @param level defaults to the manifest's, and is never more. */
export function scopeOf(manifest: Manifest, level: Level = manifest.level): Scope {
  const judged = level < manifest.level ? level : manifest.level
  return { declared: manifest.level, level: judged, features: declaredFeatures(manifest) }
}

/** Where a row stands: it is judged, this run leaves it out, or the subject does not claim it. */
export type Standing =
  { readonly kind: 'judged' } | { readonly kind: 'not-run' | 'not-implemented'; readonly why: string }

/** What a row or a case needs. */
type Needs = Partial<Pick<Requirement, 'level' | 'feature'>>

export function standingOf({ level = 1, feature }: Needs, scope: Scope): Standing {
  const highest = Math.max(level, feature === undefined ? 1 : FEATURES[feature].level)
  if (highest > scope.declared)
    return { kind: 'not-implemented', why: `The subject is of level ${scope.declared}.` }
  if (feature !== undefined && !scope.features.has(feature))
    return { kind: 'not-implemented', why: `The manifest does not declare "${feature}".` }
  if (highest > scope.level) return { kind: 'not-run', why: `This run judges level ${scope.level}.` }
  return { kind: 'judged' }
}

/** A check stands where its row does, unless its case cannot be played. */
export function standingOfCheck(played: Case, id: CheckId, scope: Scope): Standing {
  const ofCase = standingOf(played, scope)
  return ofCase.kind === 'judged' ? standingOf(rowOf(id), scope) : ofCase
}

/** Whether a case has anything to judge. */
export function isPlayable(played: Case, scope: Scope): boolean {
  return played.shows.some((id) => standingOfCheck(played, id, scope).kind === 'judged')
}

/** The verdict of a check that was made, if it is judged at all. */
export function asItStands(played: Case, made: Check, scope: Scope): Check {
  const standing = standingOfCheck(played, made.id, scope)
  return standing.kind === 'judged' ? made : unjudged(made.id, standing.kind, standing.why)
}

/** The checks of a case that is not played. */
export function unplayed(played: Case, scope: Scope): readonly Check[] {
  return played.shows.map((id) => {
    const standing = standingOfCheck(played, id, scope)
    return standing.kind === 'judged'
      ? unjudged(id, 'not-run', 'The case was not played.')
      : unjudged(id, standing.kind, standing.why)
  })
}
