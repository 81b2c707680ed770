import { DEFAULT_SETTINGS } from '../../../access/throttling/default-settings.js'
import {
  knows,
  THROTTLING_PARAMETERS,
  type ThrottlingParameter,
} from '../../../access/throttling/parameters.js'
import { THROTTLING_MODELS } from '../../../access/throttling/throttling-model.js'
import { sinceRelease } from '../../difference.js'
import { PRODUCT_NAMES } from '../../index.js'
import { byRelease, elsewhere } from '../observed.js'
import { BOB, type ReleaseLab } from '../release-lab.js'

const SOURCE = 'ews.md 7.1; Microsoft, New-ThrottlingPolicy'
const UNKNOWN = '–'

/** What no source says of a default. */
const INFERRED: Readonly<Partial<Record<ThrottlingParameter, string>>> = {
  EwsMaxSubscriptions: 'of 2010 inferred',
  EwsMaxBurst: 'of Online inferred',
  EwsRechargeRate: 'of Online inferred',
  EwsCutoffBalance: 'inferred',
  EWSPercentTimeInAD: 'inferred',
  EWSPercentTimeInCAS: 'inferred',
  EWSPercentTimeInMailboxRPC: 'inferred',
  CPUStartPercent: 'inferred',
  RecipientRateLimit: 'of Online inferred',
  ForwardeeLimit: 'inferred',
}

const NAMES = Object.keys(THROTTLING_PARAMETERS) as readonly ThrottlingParameter[]

/** What clients may use of a server. */
export const THROTTLING_ROWS = [
  ...NAMES.map((name) =>
    elsewhere<unknown>({
      topic: 'Throttling',
      what: `\`${name}\` of the default policy`,
      source: [SOURCE, INFERRED[name]].filter((part) => part !== undefined).join('; '),
      values: byRelease(PRODUCT_NAMES, (product) =>
        knows(product, name) ? (DEFAULT_SETTINGS[product][name] ?? UNKNOWN) : UNKNOWN,
      ),
      observe: ({ exchange }) => exchange.throttling.defaultPolicy().settings[name] ?? UNKNOWN,
    }),
  ),
  elsewhere({
    topic: 'Throttling',
    what: 'Name of the default policy, before its guid',
    source: 'names in scripts of administrators and in messages of the service (captures)',
    values: sinceRelease({ '2010': 'DefaultThrottlingPolicy', '2013': 'GlobalThrottlingPolicy' }),
    observe: ({ exchange }) => exchange.throttling.defaultPolicy().name.split('_')[0] ?? '',
  }),
  elsewhere<number | null>({
    topic: 'Throttling',
    what: 'Answers that may stay open at once (hanging connections)',
    source: 'ews.md 7.1',
    values: byRelease(PRODUCT_NAMES, (product) => {
      const { hangingConnections } = THROTTLING_MODELS[product]
      return hangingConnections === 'policy'
        ? Number(DEFAULT_SETTINGS[product].EwsMaxConcurrency)
        : hangingConnections
    }),
    observe: async (lab) => (await budgetOf(lab)).hangingConnections.limit,
  }),
  elsewhere<number | null>({
    topic: 'Throttling',
    what: 'Requests at once on one mailbox, of all service accounts together',
    source: 'ews.md 7.1, 7.3',
    values: sinceRelease({ '2010': 10, '2013': 27 }),
    observe: async (lab) => (await budgetOf(lab)).concurrency.limit,
  }),
  elsewhere({
    topic: 'Throttling',
    what: 'What of time is counted: a balance that recharges, or shares of the last minute',
    source: 'ews.md 7.2',
    values: sinceRelease({ '2010': 'minute', '2013': 'balance' }),
    observe: async (lab) => ((await budgetOf(lab)).balance === null ? 'minute' : 'balance'),
  }),
]

async function budgetOf(lab: ReleaseLab) {
  await lab.ask('<m:GetRoomLists/>', { as: BOB })
  const budget = lab.exchange.budgets(BOB).find(({ kind }) => kind === 'impersonated')
  if (budget === undefined) throw new TypeError('nothing was charged to the mailbox')
  return budget
}
