import type { RequirementRows } from '../requirement.js'

/** What a connector must never do, and how it logs in. @source hybrid-calendar.md 1, 2 */
export const LIMITS = {
  'HC-002': {
    certainty: 'C',
    level: 2,
    clause: '1 · S000, S004',
    title: 'The Exchange password never leaves the connector',
  },
  'HC-003': {
    certainty: 'C',
    level: 1,
    clause: '1 · S000',
    title: 'No folder but the calendar is touched',
  },
  'HC-004': {
    certainty: 'C',
    level: 1,
    clause: '1 · S000',
    title: 'No folder is created or changed',
  },
  'HC-005': {
    certainty: 'C',
    level: 1,
    clause: '1 · S000',
    title: 'No mail is sent or created',
  },
  'HC-006': {
    certainty: 'D',
    level: 1,
    clause: '1 · S000',
    title: 'Nothing is written to the directory',
  },
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
} as const satisfies RequirementRows
