import { formatInstant, parseInstant } from '../time-and-chance/clock.js'
import type { Saboteur } from './saboteur.js'
import { misreading, misreadingAll, mistaking, valueOf, withValue } from './wire-edits.js'

const DAY_MS = 86_400_000

/** Nodes that misread a meeting: what follows from it is what a connector with that fault would do. */
export const READING_SABOTEURS: readonly Saboteur[] = [
  {
    id: 'looks-once',
    title: 'Does not notice a keyword that is added later',
    turnsRed: ['HC-083/added'],
    create: () => mistaking({ 'On second thoughts': 'Room 7' }),
  },
  {
    id: 'decorates-the-past',
    title: 'Adds join details to a meeting that is over',
    turnsRed: ['HC-086/past', 'HC-193/every'],
    create: () => misreading('Yesterday’s news', (item) => moved(item, 2)),
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
    turnsRed: ['HC-110/title', 'HC-111/members', 'HC-193/every'],
    create: () => misreading('Product launch', (item) => withValue(item, 'Subject', 'Product lunch')),
  },
  {
    id: 'forgets-member',
    title: 'Leaves an invited person out of the space',
    turnsRed: ['HC-111/members', 'HC-193/every'],
    create: () => misreading('Product launch', (item) => withoutAttendees(item, 'carol@')),
  },
  {
    id: 'expands-list',
    title: 'Adds a member of a distribution list to the space',
    turnsRed: ['HC-112/lists', 'HC-193/every'],
    create: () =>
      misreading('Product launch', (item) =>
        item.replace(/all-staff@/g, 'erin@').replace(/PublicDL/g, 'Mailbox'),
      ),
  },
  {
    id: 'uploads-another-subject',
    title: 'Encrypts something else than the Exchange item says',
    turnsRed: ['HC-193/content', 'HC-193/every'],
    create: () =>
      misreading('Merger with Zanzibar Spices', (item) => withValue(item, 'Subject', 'Lunch with Zanzibar')),
  },
  {
    id: 'sees-deleted-links',
    title: 'Does not notice that join details have been deleted',
    turnsRed: ['HC-096/added-again', 'HC-193/every'],
    create: () =>
      misreading('Cleared by hand', (item) =>
        item.replace('No links here any more.', 'https://ent-pa.webex.com/meet/alice'),
      ),
  },
  {
    id: 'invites-rooms',
    title: 'Adds a booked room to the space',
    turnsRed: ['HC-113/rooms'],
    create: () =>
      misreading('Board preview', (item) =>
        item.replace(/(<\/?(?:\w+:)?)Resources>/g, '$1OptionalAttendees>'),
      ),
  },
  {
    id: 'sees-a-third',
    title: 'Makes a new space for two people who have one',
    turnsRed: ['HC-116/reused', 'HC-116/own-name', 'HC-193/every'],
    create: () =>
      misreadingAll({
        'Just the two of us': (item) => withAttendee(item, 'bob', 'carol'),
        'The two of us again': (item) => withAttendee(item, 'bob', 'carol'),
      }),
  },
  {
    id: 'loses-count',
    title: 'Makes a space for any number of people',
    turnsRed: ['HC-118/crowd', 'HC-193/every'],
    create: () => misreading('Town hall', (item) => withoutAttendees(item, 'guest')),
  },
  {
    id: 'forgets-latecomer',
    title: 'Does not let in who is invited later',
    turnsRed: ['HC-122/joined', 'HC-193/every'],
    create: () => misreading('Growing circle', (item) => withoutAttendees(item, 'carol@')),
  },
  {
    id: 'gives-way',
    title: 'Leaves a meeting undecorated that changed while it was about to write',
    turnsRed: ['HC-149/decorated'],
    create: () =>
      misreading('Two pens', (item) =>
        item.includes('The agenda has changed') ? withValue(item, 'Location', 'Room 12') : item,
      ),
  },
  {
    id: 'sees-no-further',
    title: 'Lists the coming week only',
    turnsRed: ['HC-161/coming'],
    create: () => misreading('In three weeks', (item) => moved(item, 60)),
  },
  {
    id: 'lists-everything',
    title: 'Lists meetings beyond the window',
    turnsRed: ['HC-194/beyond', 'HC-194/past', 'HC-193/every'],
    create: () =>
      misreadingAll({
        'In two months': (item) => moved(item, -45),
        'Ten days ago': (item) => moved(item, 15),
      }),
  },
]

/** The meeting so many days later. */
function moved(item: string, days: number): string {
  return ['Start', 'End'].reduce((edited, name) => {
    const instant = parseInstant(valueOf(edited, name) ?? '')
    if (Number.isNaN(instant)) return edited
    return withValue(edited, name, formatInstant(instant + days * DAY_MS).replace('.000', ''))
  }, item)
}

/** Without the people whose address begins so. */
function withoutAttendees(item: string, start: string): string {
  const attendee = /<(?:\w+:)?Attendee>.*?<\/(?:\w+:)?Attendee>/gs
  return item.replace(attendee, (xml) => (xml.includes(`>${start}`) ? '' : xml))
}

/** With a further person of the same organization besides one who is invited. */
function withAttendee(item: string, besides: string, name: string): string {
  const attendee = /<(?:\w+:)?Attendee>.*?<\/(?:\w+:)?Attendee>/gs
  return item.replace(attendee, (xml) =>
    xml.includes(`>${besides}@`) ? xml + xml.replaceAll(`>${besides}@`, `>${name}@`) : xml,
  )
}
