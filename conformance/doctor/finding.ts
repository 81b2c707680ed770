/** The mistakes that the doctor knows. */
export type Ailment =
  | 'node-version'
  | 'manifest'
  | 'command'
  | 'shared-state'
  | 'proxy'
  | 'relay-address'
  | 'clock'
  | 'silent-node'
  | 'node-ended'
  | 'untrusted-ca'
  | 'log-in'
  | 'scheme'
  | 'ews-path'
  | 'impersonation'
  | 'version'
  | 'upper-case'
  | 'not-subscribed'

/** A mistake in the configuration, found before a run is wasted on it. */
export interface Finding {
  readonly ailment: Ailment
  /** What was seen. */
  readonly seen: string
  /** Line of the manifest, field of the subject document, or clause of the requirements. */
  readonly where: string
  readonly fix: string
}
