import type { Ids } from '../../core/index.js'
import type { Controller, Forest } from '../tree/forest.js'

/** A domain controller as an organization asks for it. */
export interface ControllerSeed {
  /** NetBIOS name. Default: `DC1`, `DC2` … by its place. */
  readonly name?: string | undefined
  /** Default: the first site. */
  readonly site?: string | undefined
  /** Default true. The first is always one. */
  readonly isGlobalCatalog?: boolean | undefined
}

/** A site and the networks whose hosts are in it. */
export interface SiteSeed {
  readonly name: string
  /** `10.1.0.0/16` */
  readonly subnets?: readonly string[] | undefined
}

/** @source ad-golden: the site that a forest begins with */
export const FIRST_SITE = 'Default-First-Site-Name'

/** @inferred A controller begins to count when it is promoted, so no two are ever at the same number. */
const FIRST_USN_BASE = 12_288
const USN_STEP = 8_192

export interface ControllerPlan {
  readonly controllers?: readonly ControllerSeed[] | undefined
  readonly sites?: readonly SiteSeed[] | undefined
}

/** Gives the controllers of a forest their names, places and numbers; without a word there is one. */
export function planControllers(
  { controllers = [], sites }: ControllerPlan,
  ids: Ids,
): Forest['controllers'] {
  const [first = {}, ...others] = controllers
  const firstSite = sites?.[0]?.name ?? FIRST_SITE
  const planned = (seed: ControllerSeed, index: number): Controller => ({
    name: (seed.name ?? `DC${index + 1}`).toUpperCase(),
    siteName: seed.site ?? firstSite,
    isGlobalCatalog: index === 0 || (seed.isGlobalCatalog ?? true),
    directoryServiceId: ids.uuid(),
    invocationId: ids.uuid(),
    usnBase: FIRST_USN_BASE + index * USN_STEP,
  })
  return [planned(first, 0), ...others.map((seed, index) => planned(seed, index + 1))]
}
