import { formatSeconds, parseInstant, type Instant } from '../../../../../core/index.js'
import type { FreeBusyStatus, ResponseType, Sensitivity } from '../../../../calendar/item.js'
import { ItemError } from '../../item-error.js'

/** Words of EWS in the order of the numbers that MAPI has for them, from 0. */
export const IMPORTANCES = ['Low', 'Normal', 'High'] as const
export const SENSITIVITIES: readonly Sensitivity[] = ['Normal', 'Personal', 'Private', 'Confidential']
/** @source MS-OXOCAL 2.2.1.2 */
export const BUSY_STATUSES: readonly FreeBusyStatus[] = [
  'Free',
  'Tentative',
  'Busy',
  'OOF',
  'WorkingElsewhere',
]
/** @source MS-OXOCAL 2.2.1.11 */
export const RESPONSES: readonly ResponseType[] = [
  'Unknown',
  'Organizer',
  'Tentative',
  'Accept',
  'Decline',
  'NoResponseReceived',
]

export function numberOf<Word>(words: readonly Word[], word: Word | undefined): number | undefined {
  const at = word === undefined ? -1 : words.indexOf(word)
  return at < 0 ? undefined : at
}

/** The word for a number; a number that means nothing cannot be stored. */
export function wordOf<Word>(words: readonly Word[], number: string): Word {
  const word = words[Number(number)]
  if (word === undefined) throw new ItemError('ErrorInvalidExtendedPropertyValue')
  return word
}

export function timeText(at: Instant | undefined): string | undefined {
  return at === undefined ? undefined : formatSeconds(at)
}

export function timeOf(text: string): Instant {
  return parseInstant(text)
}

/** Booleans as the canonical form of their type has them. */
export function isTrue(text: string): boolean {
  return text === 'true'
}
