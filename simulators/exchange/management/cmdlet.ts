import type { Bound } from './binding/bind.js'
import type { Given, KnownTo, Parameters, Without } from './binding/parameter.js'
import type { ManagementServices } from './management-services.js'
import type { ShellObject, ShellValue } from './values.js'

/** What a cmdlet is run with, besides what it was given. */
export interface Running extends ManagementServices {
  /** The cmdlet's name as it is written properly. */
  readonly cmdlet: string
  readonly warn: (text: string) => void
}

/** Writes the objects that it gives, and throws `ShellError` for what it cannot do. */
type Run<P extends Parameters> = (given: Given<P>, running: Running) => Iterable<ShellObject> | undefined

/** A command of the management shell, as data and one function. */
export interface Cmdlet {
  readonly name: string
  /** As errors name it: `Microsoft.Exchange.Management.RecipientTasks.GetMailbox`. */
  readonly className: string
  readonly parameters: Parameters
  /** The releases that have it; all when absent. */
  readonly knownTo?: KnownTo
  /** The parameter that takes what comes down a pipeline; `Identity` where there is one. */
  readonly pipeline: string | undefined
  readonly without?: Without
  /** What a table shows of its objects; they are listed when absent. */
  readonly columns?: readonly string[]
  readonly run: (bound: Bound, running: Running) => Iterable<ShellObject> | undefined
}

export interface CmdletRow<P extends Parameters> extends Omit<
  Cmdlet,
  'className' | 'parameters' | 'pipeline' | 'run'
> {
  /** The last part of the class's name space: `RecipientTasks`. */
  readonly tasks: string
  readonly parameters: P
  readonly pipeline?: string
  readonly run: Run<P>
}

/** Declares a cmdlet, so that its function is given exactly what its parameters let through. */
export function cmdlet<const P extends Parameters>({ tasks, run, ...row }: CmdletRow<P>): Cmdlet {
  return {
    pipeline: 'Identity' in row.parameters ? 'Identity' : undefined,
    ...row,
    className: `Microsoft.Exchange.Management.${tasks}.${row.name.replace('-', '')}`,
    run: run as unknown as Cmdlet['run'],
  }
}

/** An object of a cmdlet. */
export function shellObject(
  type: string,
  identity: string,
  properties: Readonly<Record<string, ShellValue>>,
): ShellObject {
  return { kind: 'object', type, identity, properties }
}
