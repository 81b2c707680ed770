import type { ShellErrorFacts } from '../shell-error.js'
import type { ShellValue } from '../values.js'

/** How values are shown: listed property by property, or as lines of a table. */
export interface View {
  readonly form: 'list' | 'table'
  /** Which properties; wildcards are taken. All of them when absent. */
  readonly properties?: readonly string[]
}

/** A command that failed, as the shell reports it. */
export interface ErrorRecord extends ShellErrorFacts {
  readonly message: string
  /** The cmdlet in whose run it was; empty for what the shell itself did not understand. */
  readonly cmdlet: string
  readonly fullyQualifiedErrorId: string
}

/** What the shell writes, in the order in which it does. */
export type Output =
  | { readonly kind: 'values'; readonly values: readonly ShellValue[]; readonly view: View | undefined }
  | { readonly kind: 'error'; readonly error: ErrorRecord }
  | { readonly kind: 'warning'; readonly text: string }
  | { readonly kind: 'message'; readonly text: string }
