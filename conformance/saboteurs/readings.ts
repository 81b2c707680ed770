import { formatInstant, parseInstant } from '../time-and-chance/clock.js'
import type { Saboteur } from './saboteur.js'
import { misreading, mistaking, valueOf, withValue } from './wire-edits.js'

const TWO_DAYS_MS = 172_800_000

/** Nodes that misread a meeting: what follows from it is what a connector with that fault would do. */
export const READING_SABOTEURS: readonly Saboteur[] = [
  {
    id: 'misses-keyword',
    title: 'Overlooks the keyword',
    turnsRed: ['HC-071/webex'],
    create: () => mistaking({ 'Daily stand-up': 'Room 8' }),
  },
  {
    id: 'minds-capitals',
    title: 'Knows the keyword in small letters only',
    turnsRed: ['HC-072/webex'],
    create: () => mistaking({ Capitals: 'Room 8' }),
  },
  {
    id: 'minds-surroundings',
    title: 'Knows the keyword only where it stands alone',
    turnsRed: ['HC-073/around', 'HC-073/before'],
    create: () => mistaking({ Surrounded: 'Room 8', Followed: 'Room 8' }),
  },
  {
    id: 'looks-everywhere',
    title: 'Finds keywords in subject and body',
    turnsRed: ['HC-070/body', 'HC-070/subject'],
    create: () => mistaking({ '@webex in the subject': '@webex', 'Body decoy': '@webex' }),
  },
  {
    id: 'ignores-word-boundaries',
    title: 'Finds keywords inside addresses and longer words',
    turnsRed: ['HC-074/address', 'HC-074/word'],
    create: () => mistaking({ 'Address decoy': '@webex', 'Word decoy': '@webex' }),
  },
  {
    id: 'forgot-spark',
    title: 'No longer knows @spark',
    turnsRed: ['HC-080/space'],
    create: () => mistaking({ 'Spark retrospective': 'Room 8' }),
  },
  {
    id: 'looks-once',
    title: 'Does not notice a keyword that is added later',
    turnsRed: ['HC-083/added'],
    create: () => mistaking({ 'On second thoughts': 'Room 7' }),
  },
  {
    id: 'decorates-the-past',
    title: 'Adds join details to a meeting that is over',
    turnsRed: ['HC-086/past'],
    create: () =>
      misreading('Yesterday’s news', (item) =>
        ['Start', 'End'].reduce((edited, name) => postponed(edited, name), item),
      ),
  },
  {
    id: 'ignores-existing-links',
    title: 'Adds join details where a join link is already',
    turnsRed: ['HC-096/left-alone'],
    create: () => misreading('Already joined', (item) => item.replace(/https:\S+ as always/, 'as always')),
  },
  {
    id: 'makes-space-for-room',
    title: 'Makes a space for a personal room meeting',
    turnsRed: ['HC-098/none'],
    create: () => mistaking({ 'Room for three': '@meet' }),
  },
  {
    id: 'misspells-title',
    title: 'Titles the space with another text',
    turnsRed: ['HC-110/title', 'HC-111/members'],
    create: () => misreading('Product launch', (item) => withValue(item, 'Subject', 'Product lunch')),
  },
  {
    id: 'forgets-member',
    title: 'Leaves an invited person out of the space',
    turnsRed: ['HC-111/members'],
    create: () =>
      misreading('Product launch', (item) =>
        item.replace(/<(\w+:)?Attendee>(?:(?!<\/(?:\w+:)?Attendee>).)*carol@.*?<\/(\w+:)?Attendee>/s, ''),
      ),
  },
  {
    id: 'expands-list',
    title: 'Adds a member of a distribution list to the space',
    turnsRed: ['HC-112/lists'],
    create: () =>
      misreading('Product launch', (item) =>
        item.replace(/all-staff@/g, 'erin@').replace(/PublicDL/g, 'Mailbox'),
      ),
  },
  {
    id: 'uploads-another-subject',
    title: 'Encrypts something else than the Exchange item says',
    turnsRed: ['HC-193/content'],
    create: () =>
      misreading('Merger with Zanzibar Spices', (item) => withValue(item, 'Subject', 'Lunch with Zanzibar')),
  },
]

function postponed(item: string, name: string): string {
  const instant = parseInstant(valueOf(item, name) ?? '')
  return Number.isNaN(instant)
    ? item
    : withValue(item, name, formatInstant(instant + TWO_DAYS_MS).replace('.000', ''))
}
