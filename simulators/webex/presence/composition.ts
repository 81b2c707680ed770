import { formatMilliseconds, type Instant } from '../../core/index.js'
import { isOutOfOffice } from '../people/render-person.js'
import type { Person } from '../records/people.js'

/** What a client says of its user. @source webex.md 11 */
export const CLIENT_STATUSES = [
  ...['active', 'inactive', 'dnd', 'call', 'meeting', 'presenting', 'ooo', 'unknown'],
] as const

/** What a client has said, until it expires. */
export interface ClientStatus {
  readonly status: string
  readonly label: string | null
  readonly time: Instant
  readonly expires: Instant
}

/** A person's presence, made of all that is known. `expires` is null for one that has no end. */
export interface Composition {
  readonly status: string
  readonly label: string | null
  readonly time: Instant
  readonly expires: Instant | null
}

/** Who does not want to be disturbed, or cannot be, is shown so even when away. @inferred webex.md 11 */
const OUTRANKS_OUT_OF_OFFICE: ReadonlySet<string> = new Set(['dnd', 'call'])

export function compose(person: Person, said: ClientStatus | undefined, now: Instant): Composition {
  const client = said !== undefined && said.expires > now ? said : undefined
  if (client !== undefined && OUTRANKS_OUT_OF_OFFICE.has(client.status)) return client
  if (isOutOfOffice(person, now)) {
    const { start = null, end = null } = person.outOfOffice ?? {}
    return { status: 'ooo', label: null, time: start ?? now, expires: end }
  }
  return client ?? { status: 'unknown', label: null, time: person.created, expires: null }
}

/** When a person's presence next changes by itself; null when it does not. */
export function nextChange(
  { outOfOffice }: Person,
  said: ClientStatus | undefined,
  now: Instant,
): Instant | null {
  const instants = [outOfOffice?.start, outOfOffice?.end, said?.expires]
  const coming = instants.filter((at): at is Instant => at != null && at > now)
  return coming.reduce<Instant | null>((first, at) => (first === null || at < first ? at : first), null)
}

/** @source webex.md 11; @inferred -1 for a status without end */
export function renderComposition(subject: string, { status, label, time, expires }: Composition): object {
  return {
    subject,
    status,
    statusTime: formatMilliseconds(time),
    lastActive: formatMilliseconds(time),
    expires: expires === null ? -1 : formatMilliseconds(expires),
    ...(label === null ? {} : { label }),
  }
}
