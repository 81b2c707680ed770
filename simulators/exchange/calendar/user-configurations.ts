import { collectionOf, type World } from '../../core/index.js'
import { folderKey } from './collections.js'

/** A typed value of a dictionary; arrays have several texts. */
export interface DictionaryValue {
  readonly type: string
  readonly values: readonly string[]
}

export interface DictionaryEntry {
  readonly key: DictionaryValue
  /** Null where a key has no value. */
  readonly value: DictionaryValue | null
}

/** A settings document that clients keep hidden in a folder, such as `CategoryList` or `WorkHours`. */
export interface UserConfiguration {
  readonly mailbox: string
  readonly folder: number
  readonly name: string
  /** The counter in its item id. */
  readonly number: number
  /** The counter in its change key. */
  readonly change: number
  readonly dictionary?: readonly DictionaryEntry[] | undefined
  /** Base64. */
  readonly xmlData?: string | undefined
  /** Base64. */
  readonly binaryData?: string | undefined
}

export const userConfigurations = collectionOf<UserConfiguration>()('exchange', 'user-configurations', {
  key: ({ mailbox, folder, name }) => configurationKey({ mailbox, folder }, name),
})

/** Names are told apart by their letters, not by their case. @inferred */
export function configurationKey(at: Pick<UserConfiguration, 'mailbox' | 'folder'>, name: string): string {
  return `${folderKey(at.mailbox, at.folder)}:${name.toLowerCase()}`
}

/** A mailbox has none from the start: each comes with the first client that needs it. @inferred */
export function userConfiguration(
  world: World,
  at: Pick<UserConfiguration, 'mailbox' | 'folder'>,
  name: string,
): UserConfiguration | undefined {
  return world.get(userConfigurations, configurationKey(at, name))
}
