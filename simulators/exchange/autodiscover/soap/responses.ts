import type { Verdict } from './error-code.js'

/** A setting with its value, in one of the forms that the schema has for them. @source ews.md 8.3 */
export type SettingValue =
  | { readonly kind: 'string'; readonly value: string }
  | {
      readonly kind: 'webClients'
      readonly urls: readonly { readonly authenticationMethods: string; readonly url: string }[]
    }
  | {
      readonly kind: 'connections'
      readonly connections: readonly {
        readonly hostname: string
        readonly port: number
        readonly encryptionMethod: string
      }[]
    }
  | {
      readonly kind: 'alternateMailboxes'
      readonly mailboxes: readonly {
        readonly type: string
        readonly displayName: string
        readonly legacyDn: string
        readonly server: string
        readonly smtpAddress: string
        readonly ownerSmtpAddress: string
      }[]
    }

export interface NamedSetting {
  readonly name: string
  readonly value: SettingValue
}

export interface SettingError extends Verdict {
  readonly setting: string
}

/** What is answered about one user or one domain. */
export interface SubjectResponse extends Verdict {
  readonly redirectTarget?: string
  readonly errors: readonly SettingError[]
  readonly settings: readonly NamedSetting[]
}

/** What answers a request. Without users or domains, it is refused as a whole. */
export type OperationResponse =
  | ({ readonly operation: 'GetUserSettings'; readonly users?: readonly SubjectResponse[] } & Verdict)
  | ({ readonly operation: 'GetDomainSettings'; readonly domains?: readonly SubjectResponse[] } & Verdict)
  | ({
      readonly operation: 'GetFederationInformation'
      readonly federation?: {
        readonly applicationUri: string
        readonly tokenIssuers: readonly { readonly uri: string; readonly endpoint: string }[]
        readonly domains: readonly string[]
      }
    } & Verdict)

export type OperationName = OperationResponse['operation']

/** An answer about somebody of whom nothing is told. */
export function refusedSubject(verdict: Verdict, redirectTarget?: string): SubjectResponse {
  return { ...verdict, errors: [], settings: [], ...(redirectTarget === undefined ? {} : { redirectTarget }) }
}
