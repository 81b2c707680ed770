export { Lab } from './lab.js'
export type { LabOptions } from './lab-options.js'
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
