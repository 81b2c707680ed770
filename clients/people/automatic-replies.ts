import type { EwsConnection } from '../ews/ews-connection.js'
import {
  type OofSettings,
  getUserOofSettings,
  setUserOofSettings,
} from '../ews/operations/user-oof-settings.js'

const DAY_MS = 86_400_000
const DEFAULT_REPLY = 'I am out of the office.'

/** What a person types into the form for automatic replies. */
export interface AutomaticReplies {
  /** Default: that the person is out of the office. */
  readonly reply?: string
  /** What people outside the organization get; default: the same. */
  readonly externalReply?: string
  /** Which of them get it. Default: all when `externalReply` is given, else none. */
  readonly externalAudience?: 'none' | 'known' | 'all'
  /** Epoch milliseconds. With `from` or `until` the replies are sent in that time only; each has the other's default: now, and a day after `from`. */
  readonly from?: number
  readonly until?: number
}

/** The settings as they are stored; times only matter when they are scheduled. */
export interface AutomaticReplySettings {
  readonly state: 'off' | 'on' | 'scheduled'
  readonly reply: string
  readonly externalReply: string
  readonly externalAudience: 'none' | 'known' | 'all'
  readonly from?: number | undefined
  readonly until?: number | undefined
}

const AUDIENCES = { none: 'None', known: 'Known', all: 'All' } as const
const AUDIENCE_NAMES = { None: 'none', Known: 'known', All: 'all' } as const
const STATE_NAMES = { Disabled: 'off', Enabled: 'on', Scheduled: 'scheduled' } as const

export async function readAutomaticReplies(
  ews: EwsConnection,
  mail: string,
): Promise<AutomaticReplySettings> {
  const { state, externalAudience, duration, internalReply, externalReply } = await getUserOofSettings(
    ews,
    mail,
  )
  return {
    state: STATE_NAMES[state],
    reply: internalReply,
    externalReply,
    externalAudience: AUDIENCE_NAMES[externalAudience],
    ...(duration === undefined ? {} : duration),
  }
}

/** Turns replies on, for a time, or off; turning them off keeps their texts, as Outlook does. */
export async function writeAutomaticReplies(
  ews: EwsConnection,
  mail: string,
  { replies, now }: { readonly replies: 'off' | AutomaticReplies; readonly now: number },
): Promise<void> {
  const settings =
    replies === 'off'
      ? { ...(await getUserOofSettings(ews, mail)), state: 'Disabled' as const }
      : toSettings(replies, now)
  await setUserOofSettings(ews, mail, settings)
}

function toSettings(replies: AutomaticReplies, now: number): OofSettings {
  const { reply = DEFAULT_REPLY, externalReply, externalAudience } = replies
  const isScheduled = replies.from !== undefined || replies.until !== undefined
  const from = replies.from ?? now
  return {
    state: isScheduled ? 'Scheduled' : 'Enabled',
    externalAudience: AUDIENCES[externalAudience ?? (externalReply === undefined ? 'none' : 'all')],
    duration: isScheduled ? { from, until: replies.until ?? from + DAY_MS } : undefined,
    internalReply: reply,
    externalReply: externalReply ?? reply,
  }
}
