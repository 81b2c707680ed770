import type { Core } from '../core/index.js'
import type { SocketService } from '../network/index.js'
import { createCloudService } from './cloud-service.js'
import { createFleet, type Fleet } from './fleet/create-fleet.js'
import type { FleetLimits } from './fleet/limits.js'
import type { Era } from './fleet/profile.js'
import { findCaller } from './identity/caller.js'
import { Kms } from './kms/kms.js'
import { feedMercury } from './mercury/feed.js'
import { Mercury } from './mercury/mercury.js'
import type { CallTargets } from '../network/index.js'
import { Presence } from './presence/presence.js'
import { USUAL_RATE_LIMIT, type RateLimit } from './rest/rate-limit.js'
import { feedWebhooks } from './webhooks/webhook-feed.js'

export interface CloudParts {
  readonly core: Core
  /** The certificates that nodes are told to trust, in PEM. */
  readonly caPem: string
  readonly era?: Era
  readonly limits?: Partial<FleetLimits>
  /** Whom the cloud calls at addresses that its users name. Default `loopback`: only this machine. */
  readonly callTargets?: CallTargets
  /** How often one account may call the public API. */
  readonly rateLimit?: RateLimit
  /** Told of what goes wrong in the lab itself. */
  readonly report: (error: unknown) => void
}

/** The Webex cloud as it runs. All that it holds came by requests, so that it need not exist before the first of them. */
export interface Cloud extends Disposable {
  readonly service: SocketService
  readonly kms: Kms
  readonly fleet: Fleet
  /** Loses what a server loses when it restarts: sockets and the keys agreed with clients. */
  forget(): void
}

export function createCloud(parts: CloudParts): Cloud {
  const { core, caPem, era, limits, report, callTargets = 'loopback', rateLimit = USUAL_RATE_LIMIT } = parts
  const callerOf = (token: string) => findCaller(core, token)
  const mercury = new Mercury(core, callerOf)
  const kms = new Kms({ core, callerOf, deliver: (deviceId, event) => mercury.notifyDevice(deviceId, event) })
  const fleet = createFleet({
    core,
    kms,
    caPem,
    ...(era === undefined ? {} : { era }),
    ...(limits === undefined ? {} : { limits }),
  })
  const feed = feedMercury(core, mercury)
  const webhooks = feedWebhooks({ core, targets: callTargets })
  const presence = new Presence({ core, notify: (userId, event) => mercury.notify(userId, () => event) })

  return {
    service: createCloudService({
      core,
      callTargets,
      rateLimit,
      kms,
      mercury,
      fleet,
      presence,
      callerOf,
      report,
    }),
    kms,
    fleet,
    forget() {
      mercury.disconnect()
      kms.forget()
      presence.forget()
    },
    [Symbol.dispose]() {
      feed[Symbol.dispose]()
      webhooks[Symbol.dispose]()
      presence[Symbol.dispose]()
      fleet[Symbol.dispose]()
      mercury.disconnect()
    },
  }
}
