import type { Scheduled } from '../../clients/index.js'
import type { Lab, LabMeeting, LabPerson } from '../../simulators/lab/index.js'
import type { Connector } from '../connector/connector.js'
import type { ReferenceConnector } from '../connector/reference-connector.js'
import type { Within } from './patience.js'
import type { ExpectedInteraction } from './received-interaction.js'
import type { ExpectedMeeting } from './received-meeting.js'
import { toBeDecoratedBy } from './to-be-decorated-by.js'
import { toHaveReceived } from './to-have-received.js'

/** For `expect.extend`; importing `exwex/vitest` has done it already. */
export const matchers = { toBeDecoratedBy, toHaveReceived }

/** What can be said of a `T` to have received. */
export type Receivable<T> = T extends LabPerson
  ? ExpectedMeeting | Scheduled
  : T extends Lab | ReferenceConnector
    ? ExpectedInteraction
    : never

/** The matchers as they are called. All of them wait, so all of them are to be awaited. */
export interface LabMatchers<T = unknown> {
  /**
   * The organizer's item carries join details, and it was this connector that wrote them: its account, impersonating
   * the organizer, by way of its own endpoint sets. Waits for it; with `.not`, waits for it not to come.
   */
  toBeDecoratedBy(connector: T extends LabMeeting ? Connector : never, within?: Within): Promise<void>
  /**
   * Of a person: the meeting that somebody else sent is in their calendar. Of a lab or a reference connector: that was
   * asked over the wire, `times` times if given. Waits for it; with `.not`, waits for it not to come.
   */
  toHaveReceived(expected: Receivable<T>, within?: Within): Promise<void>
}

declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- how vitest takes matchers of others in
  interface Matchers<T> extends LabMatchers<T> {}
}
