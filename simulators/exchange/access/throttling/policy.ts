import { collectionOf } from '../../../core/index.js'
import type { ThrottlingParameter } from './parameters.js'

/** `Unlimited` switches a limit off. */
export type ThrottlingLimit = number | 'Unlimited'

/** What a policy says; about a parameter that is absent the next wider policy decides. */
export type ThrottlingSettings = Readonly<Partial<Record<ThrottlingParameter, ThrottlingLimit>>>

/**
 * For whom a policy is: accounts that it is associated with, everybody, or whoever no other policy says anything
 * about, which is the default policy. 2010 knows no `Organization` and calls the last one its default.
 */
export type ThrottlingScope = 'Regular' | 'Organization' | 'Global'

export interface ThrottlingPolicy {
  readonly guid: string
  readonly name: string
  readonly scope: ThrottlingScope
  /** Kept and shown; it changes nothing here. */
  readonly isServiceAccount: boolean
  readonly settings: ThrottlingSettings
}

/** Binds an account to a policy of scope `Regular`. */
export interface ThrottlingAssociation {
  /** objectGuid of the account, with or without a mailbox. */
  readonly account: string
  /** The policy's guid. */
  readonly policy: string
}

/** The stream of the change log that tells of policies and associations. */
export const THROTTLING_STREAM = 'exchange/throttling'

const streams = () => [THROTTLING_STREAM]

export const throttlingPolicies = collectionOf<ThrottlingPolicy>()('exchange', 'throttling-policies', {
  key: ({ guid }) => guid,
  indexes: { name: ({ name }) => name.toLowerCase(), scope: ({ scope }) => scope },
  streams,
})

export const throttlingAssociations = collectionOf<ThrottlingAssociation>()(
  'exchange',
  'throttling-associations',
  { key: ({ account }) => account, indexes: { policy: ({ policy }) => policy }, streams },
)

export const throttlingCollections = [throttlingPolicies, throttlingAssociations]
