import type { CalendarStore } from '../../calendar/store.js'
import type { Operation } from '../operation.js'
import { createGetUserAvailability } from './availability/get-user-availability.js'
import { calendarOperations } from './index.js'

/** The operations of a server on its mailboxes; in a hybrid organization it asks both sides who is free. */
export function mailboxOperations(options: {
  readonly store: CalendarStore
  readonly bothSides: CalendarStore | undefined
}): readonly Operation[] {
  const { store, bothSides } = options
  const further = bothSides === undefined ? [] : [createGetUserAvailability({ store: bothSides })]
  return [...calendarOperations(store), ...further]
}
