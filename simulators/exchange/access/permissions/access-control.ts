import type { Calendar } from '../../calendar/calendar.js'

/** Somebody, by objectGuid, who is allowed or denied something. */
export interface Ace {
  /** A person, a group, or an account without a mailbox. */
  readonly trustee: string
  readonly isDeny: boolean
}

/** Whether an id is that of somebody or of a group that the somebody is in. */
export type IsPrincipal = (objectGuid: string) => boolean

export function principalsOf({ recipients }: Pick<Calendar, 'recipients'>, person: string): IsPrincipal {
  const groups = recipients.groupsOf(person)
  return (objectGuid) => objectGuid === person || groups.has(objectGuid)
}

/**
 * The entry that decides for a principal among those of one object: a denial comes before any permission.
 * @source MS-DTYP 2.5.3: the canonical order of a list
 */
export function strongestAce<Entry extends Ace>(
  entries: readonly Entry[],
  isPrincipal: IsPrincipal,
): Entry | undefined {
  const reaching = entries.filter(({ trustee }) => isPrincipal(trustee))
  return reaching.find(({ isDeny }) => isDeny) ?? reaching[0]
}
