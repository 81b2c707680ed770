import type { Case } from '../cases/case.js'
import type { Check } from '../checks/check.js'
import type { Saboteur } from '../saboteurs/saboteur.js'
import type { CaseResult } from './result.js'

/** What a run is limited to. */
export interface Choice {
  /** Cases whose id begins so, or a requirement, or a check. */
  readonly only?: string | undefined
  readonly saboteur?: Saboteur | undefined
}

/**
 * The scenarios that a run plays. When only rules over everything are asked for, everything is played. A saboteur's
 * run plays the disturbing cases that it names, and the steady ones unless it names nothing else.
 */
export function scenariosOf(cases: readonly Case[], { only, saboteur }: Choice): readonly Case[] {
  const named = only === undefined ? cases : cases.filter((played) => isNamed(played, only))
  const chosen = named.length === 0 ? cases.filter(isSteady) : named
  if (saboteur === undefined) return chosen
  const disturbing = chosen.filter((played) => !isSteady(played) && isBroken(played, saboteur))
  const needsSteady = saboteur.turnsRed.some((id) => !disturbing.some(({ shows }) => shows.includes(id)))
  return [...(needsSteady ? chosen.filter(isSteady) : []), ...disturbing]
}

/** The rules over everything that happened, as far as they were asked for. */
export function ledgersOf(cases: readonly Case[], { only }: Choice): readonly Case[] {
  return only === undefined ? cases : cases.filter((played) => isNamed(played, only))
}

/** Of a case that was played, the checks that were asked for. */
export function chosenOf(result: CaseResult, only: string | undefined): CaseResult {
  if (only === undefined || result.id.startsWith(only)) return result
  return { ...result, checks: result.checks.filter((made) => isAsked(made, only)) }
}

function isSteady({ phase }: Case): boolean {
  return phase !== 'disturbed'
}

function isNamed({ id, shows }: Case, only: string): boolean {
  return id.startsWith(only) || shows.some((shown) => shown === only || shown.startsWith(`${only}/`))
}

function isAsked({ id, requirement }: Check, only: string): boolean {
  return id === only || requirement.id === only
}

function isBroken({ shows }: Case, { turnsRed }: Saboteur): boolean {
  return shows.some((shown) => turnsRed.includes(shown))
}
