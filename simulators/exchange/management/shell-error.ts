/** Why a command failed, in the categories of the shell. @source System.Management.Automation.ErrorCategory */
export type ErrorCategory =
  | 'NotSpecified'
  | 'InvalidArgument'
  | 'InvalidData'
  | 'InvalidOperation'
  | 'ObjectNotFound'
  | 'ParserError'
  | 'PermissionDenied'
  | 'ResourceExists'

export interface ShellErrorFacts {
  readonly category: ErrorCategory
  /** The name of the exception: `ManagementObjectNotFoundException`. */
  readonly reason: string
  /** What an error of the shell itself is named by; those of cmdlets get a name of their own. */
  readonly errorId?: string
  /** What it happened to, as CategoryInfo shows it in parentheses: `Get-Foo:String`. */
  readonly target?: string
}

/** A command that failed, in the words of the shell. */
export class ShellError extends Error {
  override readonly name = 'ShellError'
  readonly facts: ShellErrorFacts

  constructor(message: string, facts: ShellErrorFacts) {
    super(message)
    this.facts = facts
  }
}

const parsing = (message: string, errorId: string) =>
  new ShellError(message, {
    category: 'ParserError',
    reason: 'ParentContainsErrorRecordException',
    errorId,
  })

/** What the shell says of text that is no command. @source PowerShell, ParserStrings */
export const PARSE_ERRORS = {
  openString: (quote: string) =>
    parsing(`The string is missing the terminator: ${quote}.`, 'TerminatorExpectedAtEndOfString'),
  openBlock: () =>
    parsing("Missing closing '}' in statement block or type definition.", 'MissingEndCurlyBrace'),
  openParenthesis: () => parsing("Missing closing ')' in expression.", 'MissingEndParenthesisInExpression'),
  emptyPipe: () => parsing('An empty pipe element is not allowed.', 'EmptyPipeElement'),
  incompleteTable: () =>
    parsing("Missing '=' operator after key in hash literal.", 'MissingEqualsInHashLiteral'),
  unexpected: (token: string) =>
    parsing(`Unexpected token '${token}' in expression or statement.`, 'UnexpectedToken'),
  missingArgument: () => parsing('Missing argument in parameter list.', 'MissingArgument'),
} as const
