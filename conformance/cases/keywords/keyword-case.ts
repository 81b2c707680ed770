import type { Scheduled, SeenMeeting } from '../../../clients/index.js'
import { type Check, check } from '../../checks/check.js'
import { type Observed, exchangesOf, updatesOf } from '../../observation/observed.js'
import { type Case, type Stage, isDecorated } from '../case.js'
import type { Sample } from './sample.js'

/** HC-070 … HC-082 · plays every sample of a table as a meeting of alice, and compares what came of it. */
export function keywordCase(about: Omit<Case, 'play' | 'shows'>, samples: readonly Sample[]): Case {
  return {
    ...about,
    shows: samples.map((sample) => sample.check),
    play: (stage) => playSamples(stage, samples),
  }
}

/** A meeting with a keyword comes last and tells when those that must stay as they are have been read. */
async function playSamples(stage: Stage, samples: readonly Sample[]): Promise<readonly Check[]> {
  const { alice, bob, carol } = stage.people
  const invitees = [bob.mail, carol.mail]
  const meetings: Scheduled[] = []
  for (const { subject, location, body } of samples) {
    const text = body === undefined ? {} : { body }
    meetings.push(await alice.schedules({ ...stage.slot(), subject, location, invitees, ...text }))
  }
  const hasDecoys = samples.some(({ becomes }) => becomes === 'nothing')
  const fence = `After ${samples[0]?.subject ?? 'nothing'}`
  if (hasDecoys) await alice.schedules({ ...stage.slot(), subject: fence, location: '@webex', invitees })
  const expected = samples.filter(({ becomes }) => becomes !== 'nothing').map(({ subject }) => subject)
  const awaited = hasDecoys ? [...expected, fence] : expected
  const see = () => Promise.all(awaited.map((subject) => alice.sees(subject)))

  await stage.settle(async () => (await see()).every(isDecorated))

  const wereRead = !hasDecoys || isDecorated(await alice.sees(fence))
  const observed = await stage.observe()
  return Promise.all(
    samples.map((sample, index) => judge({ stage, observed, sample, meeting: meetings[index], wereRead })),
  )
}

interface Played {
  readonly stage: Stage
  readonly observed: Observed
  readonly sample: Sample
  readonly meeting: Scheduled | undefined
  readonly wereRead: boolean
}

async function judge({ stage, observed, sample, meeting, wereRead }: Played): Promise<Check> {
  const updates = meeting === undefined ? [] : updatesOf(observed, meeting)
  const outcome = await outcomeOf(stage, sample.subject, updates.length)
  return check({
    id: sample.check,
    title: `Location "${sample.location}": ${sample.becomes}`,
    expected: sample.becomes,
    got: outcome,
    holds: sample.becomes === 'nothing' && !wereRead ? 'not-run' : outcome === sample.becomes,
    evidence: observed.evidence(exchangesOf(updates)),
  })
}

/** What can be seen to have come of a meeting; something that is none of the outcomes is said in words. */
async function outcomeOf(stage: Stage, subject: string, updates: number): Promise<string> {
  const { alice } = stage.people
  const seen = await alice.sees(subject)
  const spaces = stage.level > 1 ? await stage.spaces(alice, subject) : []
  if (seen === undefined) return 'no meeting in the calendar'
  if (spaces.length > 1) return `${spaces.length} spaces`
  if (linksRoom(seen, stage.organization.siteName)) {
    return spaces.length === 1 ? 'personal room and space' : 'personal room'
  }
  if (isDecorated(seen))
    return spaces.length === 1 ? 'space' : `join details without a space: ${seen.body.content}`
  return spaces.length + updates === 0 ? 'nothing' : `${updates} UpdateItem and ${spaces.length} spaces`
}

/** Whether the body links a personal room of the site, whoever's it is. */
function linksRoom(seen: SeenMeeting, siteName: string): boolean {
  const body = seen.body.content.toLowerCase()
  return ['meet', 'join'].some((path) => body.includes(`://${siteName}/${path}/`))
}
