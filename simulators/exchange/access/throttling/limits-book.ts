import type { World } from '../../../core/index.js'
import { limitsOf, type Limits } from './limits.js'
import { THROTTLING_STREAM } from './policy.js'
import type { ThrottlingAdministration } from './throttling-administration.js'
import type { ThrottlingModel } from './throttling-model.js'

/** Where limits come from. */
export interface PolicyReader {
  readonly throttling: Pick<ThrottlingAdministration, 'effective' | 'policyOf' | 'defaultPolicy'>
  /** objectGuid of an account, by its SID or the GUID of its mailbox. */
  accountOf(holder: string): string | undefined
}

interface LimitsBookOptions {
  readonly model: ThrottlingModel
  readonly policies: PolicyReader
}

/** The limits of accounts, worked out once until an administrator changes something. */
export class LimitsBook implements Disposable {
  readonly #options: LimitsBookOptions
  readonly #known = new Map<string, Limits>()
  readonly #watch: Disposable
  #tell: () => void = () => undefined

  constructor(world: World, options: LimitsBookOptions) {
    this.#options = options
    this.#watch = world.watch(THROTTLING_STREAM, () => {
      this.#known.clear()
      this.#tell()
    })
  }

  /** Calls when limits that were given out may not be right any more. */
  onChange(tell: () => void): void {
    this.#tell = tell
  }

  /** By the SID of an account, or the GUID of a mailbox. */
  of(holder: string): Limits {
    return this.#known.get(holder) ?? this.#keep(holder)
  }

  #keep(holder: string): Limits {
    const { model, policies } = this.#options
    const account = policies.accountOf(holder)
    const { throttling } = policies
    const policy =
      (account === undefined ? undefined : throttling.policyOf(account)) ?? throttling.defaultPolicy()
    const limits = limitsOf(policy.name, throttling.effective(account), model)
    this.#known.set(holder, limits)
    return limits
  }

  [Symbol.dispose](): void {
    this.#watch[Symbol.dispose]()
  }
}
