import { type Check, check } from '../checks/check.js'
import { findCanary } from '../observation/canary.js'
import type { EwsCall } from '../observation/ews-call.js'
import { mailboxOf } from '../observation/mailbox-calls.js'
import { type Observed, exchangesOf } from '../observation/observed.js'
import type { Case } from './case.js'

const HOUR_MS = 3_600_000
const REPLY = 'Gone to Zanzibar to smell the cloves.'
const AWAY = 'OutOfOffice'

/** HC-180 HC-182 HC-183 · carol is away, alice is away by a period that runs, bob by one that lies ahead. */
export const outOfOffice: Case = {
  id: 'presence/out-of-office',
  title: 'Automatic replies are shown as a presence',
  level: 3,
  feature: 'out-of-office',
  shows: ['HC-180/on', 'HC-180/off', 'HC-182/within', 'HC-182/ahead', 'HC-183/texts', 'OP-06/everyone'],
  async play(stage) {
    const { alice, bob, carol } = stage.people
    const { now } = stage
    await stage.configures({ ewsPollSeconds: 2 })
    await bob.setsAutomaticReplies({ reply: REPLY, from: now + 24 * HOUR_MS, until: now + 48 * HOUR_MS })
    await alice.setsAutomaticReplies({ reply: REPLY, from: now - HOUR_MS, until: now + HOUR_MS })
    await carol.setsAutomaticReplies({ reply: REPLY })
    const mails = [alice, bob, carol].map(({ mail }) => mail)
    const presences = () => Promise.all([alice, bob, carol].map((person) => stage.presence(person)))
    const unasked = async () => notAsked(await stage.observe(), mails)
    await stage.settle(
      async () =>
        (await presences()).filter((shown) => shown === AWAY).length >= 2 && (await unasked()).length === 0,
    )
    const [within, ahead, on] = await presences()

    await carol.setsAutomaticReplies('off')
    await stage.settle(async () => (await stage.presence(carol)) !== AWAY)

    const off = await stage.presence(carol)
    const observed = await stage.observe()
    const told = observed.exchanges.filter(({ request }) => request.path.includes('/out-of-office'))
    const evidence = observed.evidence(told)
    const leaks = observed.exchanges.filter(
      ({ request }) => request.service === 'cloud' && findCanary(request.body, REPLY) !== undefined,
    )
    return [
      check({ id: 'HC-180/on', expected: AWAY, got: on, holds: on === AWAY, evidence }),
      check({
        id: 'HC-180/off',
        title: 'Who turns automatic replies off is no longer shown so',
        expected: 'another presence',
        got: off,
        holds: on === AWAY ? off !== AWAY : 'not-run',
        evidence,
      }),
      check({
        id: 'HC-182/within',
        title: 'Scheduled replies count within their period',
        expected: AWAY,
        got: within,
        holds: within === AWAY,
        evidence,
      }),
      check({
        id: 'HC-182/ahead',
        title: 'Scheduled replies do not count before their period',
        expected: 'another presence',
        got: ahead,
        holds: told.length === 0 ? 'not-run' : ahead !== AWAY,
        evidence,
      }),
      check({
        id: 'HC-183/texts',
        expected: 'the text of the replies in no request to the cloud',
        got: `${leaks.length} requests with it`,
        holds: told.length === 0 ? 'not-run' : leaks.length === 0,
        evidence: observed.evidence(leaks),
      }),
      settingsCheck(observed, mails),
    ]
  },
}

/** OP-06 · dave is left out: another case takes the service from him meanwhile. */
function settingsCheck(observed: Observed, mails: readonly string[]): Check {
  const missing = notAsked(observed, mails)
  return check({
    id: 'OP-06/everyone',
    expected: `GetUserOofSettings for ${mails.join(', ')}`,
    got: missing.length === 0 ? 'asked for everyone' : `not asked for ${missing.join(', ')}`,
    holds: missing.length === 0,
    evidence: observed.evidence(exchangesOf(questions(observed))),
  })
}

function questions({ ews }: Observed): readonly EwsCall[] {
  return ews.filter(({ operation }) => operation === 'GetUserOofSettingsRequest')
}

function notAsked(observed: Observed, mails: readonly string[]): readonly string[] {
  const asked = new Set(questions(observed).map(mailboxOf))
  return mails.filter((mail) => !asked.has(mail))
}
