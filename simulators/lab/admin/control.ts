import type { Clock, Core } from '../../core/index.js'
import type { CertificateRequest, IssuedCertificate } from '../../network/index.js'
import type { BudgetReport, MailOutside, AdministratorShell } from '../../exchange/index.js'
import type { RoomDevice, Screen } from '../../webex/index.js'
import type { ControllerControl } from '../controller-control.js'
import type { LabTms } from '../displays/lazy-displays.js'
import type { LabProductivityTools } from '../displays/open-productivity-tools.js'
import type { ReadyDocument } from '../ready-document.js'
import type { AnySubjectDocument, SubjectRequest } from '../subjects/subject-document.js'

/** What the admin API can do with a lab. */
export interface LabControl {
  readonly core: Core
  readonly ready: ReadyDocument
  /** PEM of the certificate authority. */
  readonly caPem: string
  readonly clock: Clock & { readonly rate?: number }
  /** Moves lab time, subjects included; refused unless the clock is manual. */
  advance(ms: number): Promise<void>
  /** The mail that goes to and comes from people outside of the organization. */
  readonly mail: MailOutside
  /** What has been used of the Exchange servers, by everybody or by one mailbox or account. */
  readonly budgets: (identity?: string) => readonly BudgetReport[]
  /** What an administrator of Exchange types. */
  readonly shell: AdministratorShell
  /** What is done to domain controllers. */
  readonly controllers: ControllerControl
  /** What stands before the people, each opened with keys of their own. */
  screen(alias: string): Screen
  device(alias: string): RoomDevice
  readonly tms: LabTms
  productivityTools(alias: string): LabProductivityTools
  /** Puts the lab back to how it started. */
  reset(): Promise<void>
  issueCertificate(request: CertificateRequest): Promise<IssuedCertificate>
  prepareSubject(request: SubjectRequest): Promise<AnySubjectDocument>
  /** Opens fields of an uploaded meeting with the lab's own KMS. */
  decrypt(keyUrl: string, jwe: readonly string[]): Promise<readonly string[]>
}
