import type { Notice } from '../frame/words.js'

/** What pages say after something was done; an address names it by its word. */
const TEXTS = {
  saved: 'The changes are saved.',
  acknowledged: 'The alarm is acknowledged: it is not mailed again until it has ended and been raised anew.',
  maintenance: 'The maintenance mode is changed; users move at once.',
  deregistered: 'The cluster is deregistered, and its machine account revoked.',
  created: 'The resource group is created.',
  renamed: 'The resource group is renamed.',
  removed: 'The resource group is removed.',
} as const satisfies Readonly<Record<string, string>>

export type Done = keyof typeof TEXTS

export function doneNotice(word: string | undefined): Notice | null {
  const text = Object.entries(TEXTS).find(([name]) => name === word)?.[1]
  return text === undefined ? null : { tone: 'good', text }
}
