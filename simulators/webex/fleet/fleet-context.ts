import type { Core } from '../../core/index.js'
import type { Kms } from '../kms/kms.js'
import type { FleetLimits } from './limits.js'
import type { Placement } from './placement/placement.js'
import type { PackageSigner } from './software/package-signer.js'
import type { Upgrades } from './software/upgrades.js'

/** What the operations of `/connector/v1` work with. */
export interface FleetContext {
  readonly core: Core
  readonly kms: Kms
  readonly limits: FleetLimits
  /** Signs bootstrap tokens. */
  readonly secret: Uint8Array
  /** The certificates that nodes are told to trust, in PEM. */
  readonly caPem: string
  /** Decides anew who serves whom, after something that matters for it has changed. */
  readonly placement: Placement
  /** Raises or lowers the alarm of the service as a whole, after users of an organization may have come into error or out of it. */
  readonly threshold: (orgId: string, cause: string) => void
  readonly upgrades: Upgrades
  /** Makes the packages that nodes install, and vouches for them. */
  readonly signer: PackageSigner
  /** Sees to it that whatever is due some time is noticed then. */
  readonly watch: () => void
}
