import type { Saboteur } from './saboteur.js'
import { mistaking } from './wire-edits.js'

/** A location without a keyword, for those that overlook one. */
const NONE = 'Room 8'

/** Nodes that read another keyword than the organizer typed, or none. */
export const KEYWORD_SABOTEURS: readonly Saboteur[] = [
  {
    id: 'misses-keyword',
    title: 'Overlooks the keyword',
    turnsRed: ['HC-071/webex'],
    create: () => mistaking({ 'Daily stand-up': NONE }),
  },
  {
    id: 'minds-capitals',
    title: 'Knows keywords in small letters only',
    turnsRed: ['HC-072/webex', 'HC-072/shouted', 'HC-072/meet', 'HC-072/spark'],
    create: () => mistaking({ Capitals: NONE, Shouted: NONE, 'Capital space': NONE, 'Capital spark': NONE }),
  },
  {
    id: 'minds-surroundings',
    title: 'Knows keywords only where they stand alone',
    turnsRed: [
      'HC-073/around',
      'HC-073/before',
      'HC-073/after',
      'HC-073/address',
      'HC-073/meet',
      'HC-073/spark',
    ],
    create: () =>
      mistaking({
        Surrounded: NONE,
        Followed: NONE,
        Preceded: NONE,
        'Beside an address': NONE,
        'Space in a building': NONE,
        'Spark in a room': NONE,
      }),
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
    turnsRed: ['HC-074/address', 'HC-074/site', 'HC-074/word', 'HC-074/meeting', 'HC-074/before'],
    create: () =>
      mistaking({
        'Address decoy': '@webex',
        'Site decoy': '@webex',
        'Word decoy': '@webex',
        'Meeting decoy': '@meet room',
        'Name decoy': '@meet',
      }),
  },
  {
    id: 'needs-no-at',
    title: 'Takes the bare word for the keyword',
    turnsRed: ['HC-071/bare'],
    create: () => mistaking({ 'Bare decoy': '@webex meet spark' }),
  },
  {
    id: 'swaps-keywords',
    title: 'Makes a space for @webex and brings a room for @meet',
    turnsRed: ['HC-075/webex', 'HC-075/meet'],
    create: () => mistaking({ 'Plain room': '@meet', 'Plain space': '@webex' }),
  },
  {
    id: 'ignores-modifiers',
    title: 'Reads the keyword and not its modifier',
    turnsRed: ['HC-076/meet-myroom', 'HC-076/webex-space'],
    create: () => mistaking({ 'Room after all': '@meet', 'Space by its name': '@webex' }),
  },
  {
    id: 'stumbles-over-modifiers',
    title: 'No longer knows a keyword that has a modifier',
    turnsRed: ['HC-076/webex-myroom', 'HC-076/meet-space', 'HC-082/unknown'],
    create: () => mistaking({ 'Room by its name': NONE, 'Space said twice': NONE, 'Unknown modifier': NONE }),
  },
  {
    id: 'counts-to-one',
    title: 'Minds the first of two keywords only',
    turnsRed: ['HC-079/webex-spark', 'HC-079/meet-webex'],
    create: () => mistaking({ 'Both of old': '@webex', 'Both of late': '@meet' }),
  },
  {
    id: 'forgot-spark',
    title: 'No longer knows @spark',
    turnsRed: ['HC-080/space'],
    create: () => mistaking({ 'Spark retrospective': NONE }),
  },
  {
    id: 'decorates-one-of-many',
    title: 'Minds a keyword on one occurrence of a series',
    turnsRed: ['HC-084/alone'],
    create: () => mistaking({ 'Weekly lunch': '@webex' }),
  },
  {
    id: 'overlooks-series',
    title: 'Does not decorate a series',
    turnsRed: ['HC-085/every'],
    create: () => mistaking({ 'Weekly review': NONE }),
  },
  {
    id: 'wants-a-word',
    title: 'Does not know the address of a personal room for what it is',
    turnsRed: ['HC-097/typed'],
    create: () => mistaking({ 'Room by its address': 'Room 5' }),
  },
]
