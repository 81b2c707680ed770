import { formatSeconds } from '../../../../core/index.js'
import type { CalendarProcessing } from '../../calendar-processing.js'
import type { Body } from '../../item.js'
import type { Booking } from './booking.js'
import type { Conflict } from './conflicts.js'
import type { Reason, Verdict } from './verdict.js'

/** What a resource says of its reasons. The wording is ours; clients show it, none reads it. @inferred */
const REASONS: Readonly<Record<Reason, (booking: Booking) => string>> = {
  external: () => 'This resource cannot be booked from outside the organization.',
  recurring: () => 'This resource cannot be booked for recurring meetings.',
  'too long': ({ processing: { maximumDurationInMinutes } }) =>
    `This resource can be booked for at most ${maximumDurationInMinutes} minutes.`,
  'too short': ({ processing: { minimumDurationInMinutes } }) =>
    `This resource can be booked for no less than ${minimumDurationInMinutes} minutes.`,
  window: ({ processing: { bookingWindowInDays } }) =>
    `This resource can be booked at most ${bookingWindowInDays} days ahead.`,
  horizon: ({ processing: { bookingWindowInDays } }) =>
    `A series in this resource has to end within ${bookingWindowInDays} days.`,
  'work hours': () => 'This resource can be booked only during its working hours.',
  capacity: ({ capacity }) => `This resource has room for ${capacity ?? 0} people.`,
  conflict: ({ conflicts, processing }) =>
    ['The request conflicts with other meetings.', ...named(processing, conflicts)].join('\r\n'),
  permission: () => 'You do not have permission to book this resource.',
}

/** The text of the answer that a resource gives. @source Set-CalendarProcessing, EnableResponseDetails, AdditionalResponse */
export function answerText(verdict: Verdict, booking: Booking): Body {
  const { enableResponseDetails, addAdditionalResponse, additionalResponse } = booking.processing
  const lines = [
    ...(enableResponseDetails ? [said(verdict, booking)] : []),
    ...(addAdditionalResponse ? [additionalResponse] : []),
  ]
  return { type: 'Text', text: lines.join('\r\n\r\n') }
}

/** What is said of one occurrence of an accepted series that cannot be had. */
export function conflictText(booking: Booking, conflict: Conflict): Body {
  return answerText({ kind: 'declined', reason: 'conflict' }, { ...booking, conflicts: [conflict] })
}

function said(verdict: Verdict, booking: Booking): string {
  if (verdict.kind === 'declined') return REASONS[verdict.reason](booking)
  if (verdict.kind === 'pending') return 'Your request was received and waits for approval.'
  const { length } = verdict.conflicts
  return length === 0
    ? 'Your request was accepted.'
    : `Your request was accepted without ${length} of its occurrences.`
}

function named({ organizerInfo }: CalendarProcessing, conflicts: readonly Conflict[]): readonly string[] {
  return conflicts.map(({ organizer, start, end }) => {
    const time = `${formatSeconds(start)} - ${formatSeconds(end)}`
    return organizerInfo ? `${organizer.name}: ${time}` : time
  })
}
