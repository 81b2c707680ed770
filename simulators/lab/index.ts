export { Lab } from './lab.js'
export type { Organization } from './organization/organization.js'
export type { OrganizationFile } from './organization/organization-file.js'
export { readOrganization } from './organization/read-organization.js'
export type { LabOptions } from './lab-options.js'
export type { ProxyChoice } from './addresses/proxies.js'
export type { ControllerControl } from './controller-control.js'
export type { Companion } from './companions.js'
export type { LabTms } from './displays/lazy-displays.js'
export type { LabProductivityTools } from './displays/open-productivity-tools.js'
export type { LabMeeting, LabPerson } from './people/lab-person.js'
export type { ListedMeeting, PersonCard, RoomDevice, Screen } from '../webex/index.js'
export type { LabView } from './people/lab-view.js'
export type { People } from './people/people.js'
export {
  createRealClock,
  formatMilliseconds,
  LabError,
  type Clock,
  type EntryMatch,
  type Journal,
  type JournalEntry,
} from '../core/index.js'
export { createAdminClient, type AdminClient } from './admin-client.js'
export { readyDocument, type ReadyDocument } from './ready-document.js'
export {
  anySubjectDocument,
  subjectDocument,
  subjectRequest,
  type AnySubjectDocument,
  type DocumentFor,
  type SubjectDocument,
  type SubjectRequest,
} from './subjects/subject-document.js'
