import { formatSeconds, type Instant } from '../../../../core/index.js'
import type { ExternalAudience, OofPeriod, OofReply, OofState } from '../../../calendar/out-of-office.js'
import { shownPeriod, type OutOfOffice } from '../../../calendar/out-of-office.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { EwsObject } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { readTime } from '../properties/setters.js'
import { child, isObject, text } from '../request-parts.js'

/** A `t:OofSettings`. @source ews.md 4.13: the duration is there even when disabled, and in UTC */
export function renderOofSettings(settings: OutOfOffice, now: Instant): EwsObject {
  const { start, end } = shownPeriod(settings, now)
  return {
    OofState: settings.state,
    ExternalAudience: settings.externalAudience,
    Duration: { StartTime: formatSeconds(start), EndTime: formatSeconds(end) },
    InternalReply: renderReply(settings.internalReply),
    ExternalReply: renderReply(settings.externalReply),
  }
}

/**
 * Reads a `t:UserOofSettings`. The later fields of the schema (declined meetings, events in the calendar) are
 * for Exchange Online and have no effect. @source ews.md 4.13
 */
export function readOofSettings(store: CalendarStore, settings: EwsObject, now: Instant): OutOfOffice {
  const state = text(settings, 'OofState') as OofState
  return {
    state,
    externalAudience: text(settings, 'ExternalAudience') as ExternalAudience,
    period: state === 'Scheduled' ? readPeriod(store, child(settings, 'Duration'), now) : undefined,
    internalReply: readReply(settings, 'InternalReply'),
    externalReply: readReply(settings, 'ExternalReply'),
  }
}

/** @source MS-OXWOOF 3.1.4.2: missing, not in order, or over */
function readPeriod(store: CalendarStore, duration: EwsObject | undefined, now: Instant): OofPeriod {
  if (duration === undefined) throw new ItemError('ErrorInvalidScheduledOofDuration')
  const start = readTime(duration['StartTime'] as string, 'UTC', { store })
  const end = readTime(duration['EndTime'] as string, 'UTC', { store })
  if (start >= end || end <= now) throw new ItemError('ErrorInvalidScheduledOofDuration')
  return { start, end }
}

/** A reply may be empty, but not be left out. @observed exchangelib 4.9 (`OofSettings.to_xml`) */
function readReply(settings: EwsObject, name: 'InternalReply' | 'ExternalReply'): OofReply {
  const reply = settings[name]
  if (reply === undefined) throw new ItemError('ErrorInvalidUserOofSettings')
  if (!isObject(reply)) return { message: '' }
  return { message: text(reply, 'Message') ?? '', language: text(reply, '@xml:lang') }
}

function renderReply({ message, language }: OofReply): EwsObject {
  return { '@xml:lang': language, Message: message }
}
