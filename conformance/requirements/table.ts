import type { Requirement, RequirementId } from './requirement.js'

/** @source hybrid-calendar.md, chapter and short source names in `clause` */
export const REQUIREMENTS = {
  'HC-002': {
    certainty: 'C',
    level: 2,
    clause: '1 · S000, S004',
    title: 'The Exchange password never leaves the connector',
  },
  'HC-003': { certainty: 'C', level: 1, clause: '1 · S000', title: 'No folder but the calendar is touched' },
  'HC-004': { certainty: 'C', level: 1, clause: '1 · S000', title: 'No folder is created or changed' },
  'HC-005': { certainty: 'C', level: 1, clause: '1 · S000', title: 'No mail is sent or created' },
  'HC-006': { certainty: 'D', level: 1, clause: '1 · S000', title: 'Nothing is written to the directory' },
  'HC-007': {
    certainty: 'C',
    level: 2,
    clause: '1 · DG, S000',
    title: 'Only calendars of enabled users are touched',
  },
  'HC-010': {
    certainty: 'C',
    level: 1,
    clause: '2 · S000, S001',
    title: 'Every mailbox call impersonates its user',
  },
  'HC-015': {
    certainty: 'C',
    level: 1,
    clause: '2 · DG',
    title: 'Only the configured authentication is used',
  },
  'HC-045': {
    certainty: 'C',
    level: 1,
    clause: '4 · S004',
    title: 'Only the twelve documented operations are used',
  },
  'HC-048': {
    certainty: 'D',
    level: 1,
    clause: '4 · S004',
    title: 'Every request names a version that knows streaming',
  },
  'HC-050': {
    certainty: 'C',
    level: 1,
    clause: '5 · S003, CAP',
    title: 'One live streaming subscription per user across the cluster',
  },
  'HC-051': {
    certainty: 'I',
    level: 1,
    clause: '5',
    title: 'Created, modified, deleted and moved events are subscribed',
  },
  'HC-070': {
    certainty: 'C',
    level: 1,
    clause: '6 · S001, S003, S004, DG',
    title: 'Keywords count in the location only',
  },
  'HC-071': { certainty: 'C', level: 1, clause: '6 · S000–S004, KI26', title: '@webex is a keyword' },
  'HC-072': { certainty: 'D', level: 1, clause: '6 · D6646', title: 'Keywords match in any case of letters' },
  'HC-073': {
    certainty: 'C',
    level: 1,
    clause: '6 · D6646',
    title: 'Other text in the location does not matter',
  },
  'HC-074': { certainty: 'I', level: 1, clause: '6', title: 'Addresses and longer words are not keywords' },
  'HC-080': { certainty: 'C', level: 2, clause: '6 · S001, KI17', title: '@spark does what @meet does' },
  'HC-083': {
    certainty: 'D',
    level: 1,
    clause: '6 · S003',
    title: 'A keyword added later works as in a new meeting',
  },
  'HC-086': {
    certainty: 'C',
    level: 1,
    clause: '6 · KI17, KI26',
    title: 'A meeting in the past is left alone',
  },
  'HC-090': {
    certainty: 'C',
    level: 1,
    clause: '7 · S003',
    title: 'The details are those of the booking owner',
  },
  'HC-091': {
    certainty: 'C',
    level: 1,
    clause: '7 · S003, DG',
    title: 'Link, video address and dial-in numbers are written',
  },
  'HC-096': {
    certainty: 'C',
    level: 1,
    clause: '7 · KI17, KI26',
    title: 'An invitation that has join links is left alone',
  },
  'HC-098': {
    certainty: 'C',
    level: 2,
    clause: '7 · S003, DG',
    title: 'A personal room meeting makes no space',
  },
  'HC-110': {
    certainty: 'C',
    level: 2,
    clause: '8 · S001, DG',
    title: 'The space is titled with the subject',
  },
  'HC-111': {
    certainty: 'C',
    level: 2,
    clause: '8 · S001, S003',
    title: 'Everyone invited is a member of the space',
  },
  'HC-112': {
    certainty: 'C',
    level: 2,
    clause: '8 · S001, KI17',
    title: 'Distribution lists are not expanded',
  },
  'HC-115': {
    certainty: 'C',
    level: 2,
    clause: '8 · S003',
    title: 'Each attendee gets the link to the space',
  },
  'HC-121': {
    certainty: 'D',
    level: 2,
    clause: '8 · S003, DG',
    title: 'A changed meeting keeps its one space',
  },
  'HC-140': {
    certainty: 'C',
    level: 1,
    clause: '10 · OBTP',
    title: "The user's own text is kept, before the details",
  },
  'HC-141': { certainty: 'I', level: 1, clause: '10', title: 'The format of the body is kept' },
  'HC-142': {
    certainty: 'I',
    level: 1,
    clause: '10',
    title: 'The location is kept and the item comes to rest',
  },
  'HC-143': {
    certainty: 'D',
    level: 1,
    clause: '10 · S003, KI17',
    title: "The update reaches every attendee's calendar",
  },
  'HC-144': { certainty: 'D', level: 1, clause: '10', title: "Only the organizer's item is written" },
  'HC-148': {
    certainty: 'C',
    level: 1,
    clause: '10 · S002, OBTP',
    title: 'TMS:ExternalConferenceData is set with the update',
  },
  'HC-153': { certainty: 'C', level: 3, clause: '11 · KI17', title: 'A cancelled meeting leaves the lists' },
  'HC-156': { certainty: 'D', level: 3, clause: '11 · S004', title: 'The list follows a changed start' },
  'HC-172': {
    certainty: 'C',
    level: 1,
    clause: '12.1 · S002, OBTP',
    title: 'TMS:ExternalConferenceData dials the meeting',
  },
  'HC-173': { certainty: 'C', level: 1, clause: '12.1 · S002', title: 'UCCapabilities is left untouched' },
  'HC-178': {
    certainty: 'I',
    level: 1,
    clause: '12.1 · OBTP',
    title: "The property reaches the attendees' copies",
  },
  'HC-191': {
    certainty: 'C',
    level: 3,
    clause: '14 · S004, SDK',
    title: 'No sensitive text leaves the connector in the clear',
  },
  'HC-193': {
    certainty: 'C',
    level: 3,
    clause: '14 · SDK',
    title: 'The uploaded fields are ciphertext of the Exchange item',
  },
  'HC-202': {
    certainty: 'C',
    level: 3,
    clause: '15 · S001, S002',
    title: 'The primary alone registers, once',
  },
} as const satisfies Readonly<Record<RequirementId, Omit<Requirement, 'id'>>>

/** The identifiers that exist; a check cannot name another. */
export type KnownRequirementId = keyof typeof REQUIREMENTS

/** The row of an identifier. */
export function requirement(id: KnownRequirementId): Requirement {
  return { id, ...REQUIREMENTS[id] }
}
