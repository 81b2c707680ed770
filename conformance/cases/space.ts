import { type Check, check } from '../checks/check.js'
import { exchangesOf, updatesOf } from '../observation/observed.js'
import { type Case, isDecorated } from './case.js'

/** HC-110 HC-111 HC-112 HC-115 · @meet with three people and a distribution list. */
export const space: Case = {
  id: 'meet/space',
  title: 'A space is made for the people invited',
  shows: ['HC-110/title', 'HC-112/lists', 'HC-115/link', 'HC-111/members'],
  async play(stage) {
    const { alice, bob, carol } = stage.people
    const subject = 'Product launch'
    const { enabled, groups } = stage.organization
    const dave = enabled.filter((mail) => mail.startsWith('dave@'))
    const invitees = [bob.mail, carol.mail, ...dave, ...groups.slice(0, 1)]
    const meeting = await alice.schedules({ ...stage.slot(), subject, location: '@meet', invitees })

    await stage.settle(async () => isDecorated(await alice.sees(subject)))

    const spaces = await stage.spaces(alice, subject)
    const copies = await Promise.all([bob, carol].map((person) => person.sees(subject)))
    const observed = await stage.observe()
    const evidence = observed.evidence(exchangesOf(updatesOf(observed, meeting)))
    const members = spaces[0]?.members ?? []
    const people = [alice.mail, bob.mail, carol.mail, ...dave].toSorted()
    const links = spaces.flatMap(({ meetingLink }) => meetingLink ?? [])
    return [
      check({
        id: 'HC-110/title',
        expected: `one space titled "${subject}"`,
        got: `${spaces.length} such spaces`,
        holds: spaces.length === 1,
        evidence,
      }),
      membersCheck(people, members, evidence),
      check({
        id: 'HC-112/lists',
        expected: `no members besides ${people.join(', ')}`,
        got: members,
        holds:
          spaces.length === 0
            ? 'not-run'
            : members.every((member) => people.includes(member) || isBot(member)),
        evidence,
      }),
      check({
        id: 'HC-115/link',
        expected: links[0] ?? 'a space with a meeting link',
        got: copies.map((copy) => copy?.body.content ?? 'no copy'),
        holds:
          links.length === 0
            ? 'not-run'
            : copies.every((copy) => links.some((link) => copy?.body.content.includes(link))),
        evidence,
      }),
    ]
  },
}

function membersCheck(
  people: readonly string[],
  members: readonly string[],
  evidence: Check['evidence'],
): Check {
  return check({
    id: 'HC-111/members',
    expected: people.join(', '),
    got: members,
    holds: people.every((person) => members.includes(person)),
    evidence,
  })
}

/** Whoever makes a space is in it, and that may be the connector's own bot. @source developer.webex.com, Bots: the address ends so */
function isBot(mail: string): boolean {
  return mail.endsWith('@webex.bot')
}
