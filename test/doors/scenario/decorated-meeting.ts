/** What a door lets a person do: as much as the scenario needs. */
export interface ScenarioPerson {
  readonly mail: string
  schedules(meeting: ScenarioMeeting): Promise<unknown>
  sees(subject: string): Promise<SeenByPerson | undefined>
}

export interface ScenarioMeeting {
  readonly subject: string
  readonly location: string
  readonly invitees: readonly string[]
}

export interface SeenByPerson {
  readonly location: string
  readonly body: { readonly type: string; readonly content: string }
  readonly extendedProperties: Readonly<Record<string, string>>
}

/** An entry of the journal, as far as it is the same whatever the clock and the ports. */
export interface ScenarioEntry {
  readonly operation: string
  readonly outcome: string
  readonly principal: string | null
  readonly target: string | null
}

export interface JournalQuery {
  readonly operation: string
  readonly target?: string
}

/** One way into a lab beside which the reference connector serves everyone. */
export interface Door {
  readonly alice: ScenarioPerson
  readonly bob: ScenarioPerson
  /** All entries that match, as soon as there is one. */
  journal(query: JournalQuery): Promise<readonly ScenarioEntry[]>
}

/** What anyone can observe from outside, whichever door they came by. */
export interface Observed {
  readonly alice: ReturnType<typeof readable>
  readonly bob: ReturnType<typeof readable>
  readonly updates: readonly ScenarioEntry[]
}

const SUBJECT = 'Planning'

/** How a connector publishes a meeting to the lab's fleet. */
const PUBLISH = 'PUT /connector/v1/users/:userId/meetings/:meetingId'

/**
 * alice schedules `@webex` with bob; the connector decorates and publishes; both see the same. Publishing comes last,
 * so that an update that should not be there would be in the journal by then.
 */
export async function decoratedMeeting({ alice, bob, journal }: Door): Promise<Observed> {
  await alice.schedules({ subject: SUBJECT, location: '@webex', invitees: [bob.mail] })
  const published = await journal({ operation: PUBLISH })
  if (published.length === 0) throw new TypeError('The meeting was not published while the door waited.')
  const updates = await journal({ operation: 'UpdateItem', target: alice.mail })
  return {
    alice: readable(await alice.sees(SUBJECT)),
    bob: readable(await bob.sees(SUBJECT)),
    updates: updates.map(({ operation, outcome, principal, target }) => ({
      operation,
      outcome,
      principal,
      target,
    })),
  }
}

function readable(seen: SeenByPerson | undefined) {
  const lines = (seen?.body.content ?? '').split(/\r?\n/)
  return {
    location: seen?.location,
    bodyType: seen?.body.type,
    lines: lines.filter((line) => line.trim() !== ''),
    conferenceData: seen?.extendedProperties['TMS:ExternalConferenceData'],
  }
}

const COPY = {
  location: '@webex',
  bodyType: 'Text',
  lines: [
    '----------------------------------------',
    'Join my Webex personal room',
    'Link: https://ent-pa.webex.com/meet/alice',
    'Access code: 676790134',
    'Join from a video system: alice@ent-pa.webex.com',
    'Join by phone, Call-in toll number: +1-202-555-0143',
    'Join by phone, Call-in toll-free number: +1-800-555-0119',
    '----------------------------------------',
  ],
  conferenceData: 'alice@ent-pa.webex.com',
}

/** What every door shows of the default organization, grown from seed 1. */
export const EXPECTED: Observed = {
  alice: COPY,
  bob: COPY,
  updates: [
    {
      operation: 'UpdateItem',
      outcome: 'NoError',
      principal: 'ENT-PA\\CalendarConnectorAcct',
      target: 'alice@ent-pa.example',
    },
  ],
}
