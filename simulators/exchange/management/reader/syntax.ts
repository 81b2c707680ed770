/** A value as a command says it, before it means anything. */
export type Expression =
  | { readonly kind: 'text'; readonly text: string; readonly isBare: boolean }
  /** A double-quoted text with variables in it. */
  | { readonly kind: 'template'; readonly parts: readonly Expression[] }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  /** `@{Add='x'; Remove='y'}` */
  | { readonly kind: 'table'; readonly entries: readonly (readonly [string, Expression])[] }
  /** `{ … }`, as it stands: a filter, or commands. */
  | { readonly kind: 'block'; readonly text: string }
  /** `$null`, `$_.IsDefault`, `$policy` */
  | { readonly kind: 'variable'; readonly name: string; readonly path: readonly string[] }
  /** `(Get-Mailbox alice).Alias` */
  | { readonly kind: 'nested'; readonly pipeline: Pipeline; readonly path: readonly string[] }

/** What stands after the name of a command, in order; which value belongs to which parameter, the command knows. */
export type Element =
  | { readonly kind: 'parameter'; readonly name: string; readonly attached: Expression | undefined }
  | { readonly kind: 'value'; readonly value: Expression }

export interface Command {
  readonly kind: 'command'
  readonly name: string
  readonly elements: readonly Element[]
}

/** One part of a pipeline: a command, or at its beginning a value. */
export type Stage = Command | { readonly kind: 'value'; readonly value: Expression }

export interface Pipeline {
  readonly stages: readonly Stage[]
}

export interface Statement {
  /** The variable that keeps what the pipeline gives, if one does. */
  readonly variable: string | undefined
  readonly pipeline: Pipeline
  /** As it was written. */
  readonly source: string
}
