import {
  connectEws,
  findCalendarItems,
  getCalendarItems,
  type CalendarItem,
  type EwsConnection,
  type EwsOptions,
} from '../../clients/index.js'
import { LabError } from '../core/index.js'
import { toBooking, type Booking, type Bridge } from './booking.js'
import { CONFERENCE_PROPERTIES } from './dial-string.js'

/** @inferred How far ahead bookings are pushed to endpoints. */
const PUSHED_AHEAD_MS = 72 * 3_600_000

/** As many endpoints as may be used, counted as on premises. @source seed 002 */
export interface Licences {
  /** Of TMS: an endpoint that it manages, and pushes buttons to. */
  readonly endpoints: number
  /** Of TMSXE: an endpoint that is booked in Exchange. */
  readonly exchange: number
}

/** What an administrator of TMS sets. */
export interface TmsSettings {
  readonly licences: Licences
  /** Conferencing on premises beside what others hold; null without it. */
  readonly bridge: Bridge | null
}

/** An endpoint on premises, and the bookings of its room. */
export interface Endpoint {
  readonly mailbox: string
  readonly isManaged: boolean
  readonly isScheduled: boolean
  readonly bookings: readonly Booking[]
}

export interface TmsOptions {
  /** The service account that reads the room mailboxes. */
  readonly exchange: EwsOptions
  /** The room mailboxes with an endpoint; licences go to the first of them. */
  readonly rooms: readonly string[]
  readonly now: () => number
}

/**
 * TelePresence Management Suite with its extension for Exchange, as a calendar connector meets it: it reads the dial string
 * of a booking in the mailbox of the room. It keeps nothing, but reads when somebody looks.
 * @source hybrid-calendar.md HC-172 to HC-178
 */
export interface Tms extends AsyncDisposable {
  readonly settings: TmsSettings
  /** What is left out stays as it is. */
  configure(changes: Partial<TmsSettings>): void
  /** What the endpoint of a room shows now. @throws LabError ENDPOINT_UNKNOWN */
  endpoint(mailbox: string): Promise<Endpoint>
  endpoints(): Promise<readonly Endpoint[]>
}

export function createTms({ exchange, rooms, now }: TmsOptions): Tms {
  const ews = connectEws(exchange)
  const mailboxes = rooms.map((room) => room.toLowerCase())
  let settings: TmsSettings = {
    licences: { endpoints: rooms.length, exchange: rooms.length },
    bridge: null,
  }

  const endpoints = async (): Promise<readonly Endpoint[]> => {
    const { licences, bridge } = settings
    const read = await Promise.all(
      mailboxes.map(async (mailbox, place) =>
        place < licences.exchange ? readBookings(ews, mailbox, now()) : [],
      ),
    )
    const endpointsOf = (uid: string) => read.filter((items) => items.some((item) => item.uid === uid)).length
    return mailboxes.map((mailbox, place) => {
      const isManaged = place < licences.endpoints
      const view = { bridge, isManaged, now: now(), endpointsOf }
      const bookings = (read[place] ?? []).map((item) => toBooking(item, view))
      return { mailbox, isManaged, isScheduled: place < licences.exchange, bookings }
    })
  }

  return {
    get settings() {
      return settings
    },
    configure(changes) {
      settings = { ...settings, ...changes }
    },
    endpoints,
    async endpoint(mailbox) {
      const wanted = mailbox.toLowerCase()
      const found = (await endpoints()).find((one) => one.mailbox === wanted)
      if (found === undefined) throw unknown(mailbox, mailboxes)
      return found
    },
    [Symbol.asyncDispose]: () => ews[Symbol.asyncDispose](),
  }
}

/** What a room has accepted and was not called off, in order of start. */
async function readBookings(
  ews: EwsConnection,
  owner: string,
  now: number,
): Promise<readonly CalendarItem[]> {
  const rows = await findCalendarItems(ews, { from: now, to: now + PUSHED_AHEAD_MS, owner })
  if (rows.length === 0) return []
  const items = await getCalendarItems(ews, rows, CONFERENCE_PROPERTIES)
  return items.filter(({ isCancelled, myResponse }) => !isCancelled && myResponse === 'Accept')
}

function unknown(mailbox: string, known: readonly string[]): LabError {
  return new LabError('ENDPOINT_UNKNOWN', {
    message: `There is no endpoint with the mailbox "${mailbox}".`,
    hint: `Those of this organization are ${known.join(', ')}.`,
  })
}
