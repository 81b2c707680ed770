import type { RequirementRows } from '../requirement.js'

/** Spaces. @source hybrid-calendar.md 8 */
export const SPACES = {
  'HC-110': {
    certainty: 'C',
    level: 2,
    feature: 'space',
    clause: '8 · S001, DG',
    title: 'The space is titled with the subject',
  },
  'HC-111': {
    certainty: 'C',
    level: 2,
    feature: 'space',
    clause: '8 · S001, S003',
    title: 'Everyone invited is a member of the space',
  },
  'HC-112': {
    certainty: 'C',
    level: 2,
    feature: 'space',
    clause: '8 · S001, KI17',
    title: 'Distribution lists are not expanded',
  },
  'HC-113': {
    certainty: 'I',
    level: 2,
    feature: 'space',
    clause: '8',
    title: 'Resources are no members of the space',
  },
  'HC-114': {
    certainty: 'C',
    level: 2,
    feature: 'space',
    clause: '8 · S003, S001',
    title: 'The space knows its meeting',
  },
  'HC-115': {
    certainty: 'C',
    level: 2,
    feature: 'space',
    clause: '8 · S003',
    title: 'Each attendee gets the link to the space',
  },
  'HC-116': {
    certainty: 'C',
    level: 3,
    feature: 'space',
    clause: '8 · D6646, DG',
    title: 'Two people meet in the space that is theirs',
  },
  'HC-118': {
    certainty: 'C',
    level: 2,
    feature: 'space',
    clause: '8 · KI17',
    title: 'More than 60 participants get no space',
  },
  'HC-121': {
    certainty: 'D',
    level: 2,
    feature: 'space',
    clause: '8 · S003, DG',
    title: 'A changed meeting keeps its one space',
  },
  'HC-122': {
    certainty: 'I',
    level: 2,
    feature: 'space',
    clause: '8',
    title: 'Whoever is invited later joins the space',
  },
} as const satisfies RequirementRows
