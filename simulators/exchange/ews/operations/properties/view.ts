import { formatMilliseconds, formatSeconds, instant, type Instant } from '../../../../core/index.js'
import type { AttachmentId } from '../../../calendar/ids/ews-ids.js'
import type { Item } from '../../../calendar/item.js'
import { occurrenceItem, type Occurrence } from '../../../calendar/recurrence/occurrences.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { EwsObject } from '../../tree.js'
import type { BodyReading } from './body-reading.js'

/** How an answer shows things. */
export interface Reading {
  readonly store: CalendarStore
  /** The zone of `TimeZoneContext`: times are shown on its clock, otherwise in UTC. */
  readonly zone: string | undefined
  readonly milliseconds: boolean
  readonly requestedVersion?: string
  readonly body: BodyReading
  /** The mailbox that asks; absent where answers show nothing of its rights. */
  readonly acting?: string | undefined
  /** Where an item is that is attached to another. */
  readonly inside?: AttachmentId | undefined
}

/** An item, or one occurrence of a series as an item of its own, on its way to an answer. */
export interface ItemView<I extends Item = Item> {
  readonly item: I
  readonly occurrence: Occurrence | undefined
  readonly reading: Reading
}

export function viewOf<I extends Item>(reading: Reading, item: I, occurrence?: Occurrence): ItemView<I> {
  const whole: Item = item
  if (occurrence === undefined || whole.kind !== 'CalendarItem')
    return { item, occurrence: undefined, reading }
  return { item: occurrenceItem(whole, occurrence) as Item as I, occurrence, reading }
}

/** `t:ItemId` of an item or an occurrence; occurrences have the change key of their master. */
export function itemIdOf({ reading: { store }, item, occurrence }: ItemView): EwsObject {
  if (occurrence === undefined) {
    const { id, changeKey } = store.ids.ofItem(item)
    return { '@Id': id, '@ChangeKey': changeKey }
  }
  const { mailbox, folder, number, change, kind } = item
  const id = store.ids.write({ kind: 'occurrence', mailbox, folder, number, date: occurrence.date })
  return { '@Id': id, '@ChangeKey': store.ids.changeKey(kind, mailbox, change) }
}

/** A time as answers write it: UTC with `Z`, or local time with its offset. @source ews.md 1.8 */
export function renderTime(reading: Reading, at: Instant): string {
  const { store, zone, milliseconds } = reading
  if (zone === undefined) return renderUtc(reading, at)
  return renderLocal(store.zones.offsetMs(zone, at), at, milliseconds ? formatMilliseconds : formatSeconds)
}

/** A time in UTC, whatever zone the answer is in. */
export function renderUtc({ milliseconds }: Reading, at: Instant): string {
  return milliseconds ? formatMilliseconds(at) : formatSeconds(at)
}

/** A time on the clock of a zone, with its offset. */
export function renderIn(reading: Reading, zone: string, at: Instant): string {
  return renderLocal(reading.store.zones.offsetMs(zone, at), at, formatSeconds)
}

function renderLocal(offsetMs: number, at: Instant, format: (at: Instant) => string): string {
  const minutes = Math.abs(offsetMs) / 60_000
  const sign = offsetMs < 0 ? '-' : '+'
  const offset = `${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
  return format(instant(at + offsetMs)).replace('Z', offset)
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
