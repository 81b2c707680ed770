import { LabError } from '../../../core/index.js'
import { bind, type Bound, type Evaluated } from '../binding/bind.js'
import { withoutOf } from '../binding/parameter.js'
import type { Cmdlet, Running } from '../cmdlet.js'
import { comparisonOf } from '../filter/filter.js'
import { directoryUnavailable } from '../objects/refusals.js'
import type { ManagementServices } from '../management-services.js'
import type { Output } from '../output/output.js'
import { readScript } from '../reader/read-script.js'
import type { Command, Pipeline, Stage, Statement } from '../reader/syntax.js'
import { ShellError } from '../shell-error.js'
import { textOf, type ShellValue } from '../values.js'
import { builtInOf, type BuiltIn, type Flow } from './built-ins.js'
import { errorRecord } from './error-record.js'
import { Scope } from './scope.js'

export interface ScriptRunOptions {
  readonly services: ManagementServices
  readonly find: (word: string) => Cmdlet | undefined
  readonly isCommand: (word: string) => boolean
}

/** Ends a script, because a command that failed was to. */
class Stopped extends Error {
  override readonly name = 'Stopped'
}

/** One run of a script: its variables, and what it writes. */
export class ScriptRun {
  readonly outputs: Output[] = []
  readonly #options: ScriptRunOptions
  readonly #scope = new Scope((pipeline) => this.#flow(pipeline).values)

  constructor(options: ScriptRunOptions) {
    this.#options = options
  }

  /** Runs every statement; one that fails does not keep the next from running, text that cannot be read does. */
  run(text: string): void {
    try {
      for (const statement of readScript(text, this.#options.isCommand)) this.#attempt(statement)
    } catch (error) {
      if (!(error instanceof Stopped)) this.#report(error, undefined)
    }
  }

  #attempt(statement: Statement): void {
    try {
      this.#runStatement(statement)
    } catch (error) {
      if (error instanceof Stopped) throw error
      this.#report(error, undefined)
    }
  }

  #runStatement({ variable, pipeline }: Statement): void {
    const { values, view } = this.#flow(pipeline)
    const [only] = values
    if (variable !== undefined) this.#scope.set(variable, values.length > 1 ? values : (only ?? null))
    else if (values.length > 0) this.outputs.push({ kind: 'values', values, view })
  }

  #flow({ stages }: Pipeline): Flow {
    let flow: Flow | undefined
    for (const stage of stages) flow = this.#stage(stage, flow)
    return flow ?? { values: [] }
  }

  #stage(stage: Stage, input: Flow | undefined): Flow {
    if (stage.kind === 'value') {
      const value = this.#scope.evaluate(stage.value)
      return {
        values: Array.isArray(value) ? (value as readonly ShellValue[]) : value === null ? [] : [value],
      }
    }
    const cmdlet = this.#options.find(stage.name)
    if (cmdlet !== undefined) return this.#cmdlet(cmdlet, stage, input)
    const builtIn = builtInOf(stage.name)
    if (builtIn !== undefined) return this.#builtIn(builtIn, stage, input ?? { values: [] })
    throw commandNotFound(stage.name)
  }

  #builtIn(builtIn: BuiltIn, command: Command, input: Flow): Flow {
    const elements = simpleCondition(builtIn, this.#evaluated(command))
    const bound = bind(builtIn, elements, this.#options.services.product)
    return builtIn.run(bound as never, {
      input,
      scope: this.#scope,
      runBlock: (text, value) => this.#scope.with(value, () => this.#block(text)),
    })
  }

  #block(text: string): readonly ShellValue[] {
    return readScript(text, this.#options.isCommand).flatMap(({ variable, pipeline }) => {
      const { values } = this.#flow(pipeline)
      if (variable === undefined) return values
      this.#scope.set(variable, values)
      return []
    })
  }

  /** Once for each object that comes down the pipeline; a cmdlet at its beginning once. */
  #cmdlet(cmdlet: Cmdlet, command: Command, input: Flow | undefined): Flow {
    const elements = this.#evaluated(command)
    const runs =
      input === undefined
        ? [elements]
        : input.values.map((value) => withPipelineValue(cmdlet, elements, value))
    const values = runs.flatMap((each) => this.#runCmdlet(cmdlet, each))
    return {
      values,
      view: cmdlet.columns === undefined ? LISTED : { form: 'table', properties: cmdlet.columns },
    }
  }

  #runCmdlet(cmdlet: Cmdlet, elements: readonly Evaluated[]): readonly ShellValue[] {
    const { services } = this.#options
    let bound: Bound = {}
    try {
      bound = bind(cmdlet, elements, services.product)
      if (!services.directory.controllers.hasCatalog) throw directoryUnavailable(services)
      if (bound['WhatIf'] === true) return this.#whatIf(cmdlet, bound)
      this.#warnOfWithout(cmdlet, bound)
      return [...(cmdlet.run(bound, this.#running(cmdlet, bound)) ?? [])]
    } catch (error) {
      this.#reportUnlessSilent(error, cmdlet, bound)
      return []
    }
  }

  #running(cmdlet: Cmdlet, bound: Bound): Running {
    return { ...this.#options.services, cmdlet: cmdlet.name, warn: (text) => this.#warn(text, bound) }
  }

  #warn(text: string, bound: Bound): void {
    if (!isAction(bound['WarningAction'], SILENT)) this.outputs.push({ kind: 'warning', text })
  }

  #warnOfWithout(cmdlet: Cmdlet, bound: Bound): void {
    const without = withoutOf(cmdlet, this.#options.services.product)
    const ignored = without.filter((parameter) => bound[parameter] !== undefined)
    if (ignored.length === 0) return
    const text = `The lab keeps nothing of ${ignored.join(', ')} of ${cmdlet.name}; the rest of the command was done.`
    this.#warn(text, bound)
  }

  #whatIf({ name }: Cmdlet, bound: Bound): readonly ShellValue[] {
    const target = textOf((bound['Identity'] ?? bound['Name'] ?? '') as ShellValue)
    this.outputs.push({
      kind: 'message',
      text: `What if: Performing the operation "${name}" on target "${target}".`,
    })
    return []
  }

  #reportUnlessSilent(error: unknown, cmdlet: Cmdlet, bound: Bound): void {
    if (!isAction(bound['ErrorAction'], SILENT)) this.#report(error, cmdlet)
    if (isAction(bound['ErrorAction'], STOP)) throw new Stopped()
  }

  /** What is no refusal is a defect, and not the administrator's. */
  #report(error: unknown, cmdlet: Cmdlet | undefined): void {
    const refused = asRefusal(error)
    if (refused === undefined) throw error
    this.outputs.push({ kind: 'error', error: errorRecord(refused, cmdlet, this.#options.services) })
  }

  #evaluated({ elements }: Command): readonly Evaluated[] {
    return elements.map((element) =>
      element.kind === 'value'
        ? { kind: 'value', value: this.#scope.evaluate(element.value) }
        : {
            ...element,
            attached: element.attached === undefined ? undefined : this.#scope.evaluate(element.attached),
          },
    )
  }
}

const LISTED = { form: 'list' } as const
const SILENT = ['silentlycontinue', 'ignore', '0']
const STOP = ['stop', '1']

function isAction(action: unknown, names: readonly string[]): boolean {
  const [given = ''] = Array.isArray(action) ? (action as readonly string[]) : []
  return names.includes(given.toLowerCase())
}

function withPipelineValue(
  { pipeline }: Cmdlet,
  elements: readonly Evaluated[],
  value: ShellValue,
): readonly Evaluated[] {
  return pipeline === undefined
    ? elements
    : [...elements, { kind: 'parameter', name: pipeline, attached: value }]
}

/** `where IsDefault -eq $true`, as the condition that it stands for. */
function simpleCondition({ name }: BuiltIn, elements: readonly Evaluated[]): readonly Evaluated[] {
  if (name !== 'Where-Object') return elements
  const [property, operator, value] = elements
  const isComparison = operator?.kind === 'parameter' && comparisonOf(operator.name) !== undefined
  if (property?.kind !== 'value' || !isComparison) return elements
  const right = operator.attached ?? (value?.kind === 'value' ? value.value : null)
  const literal =
    right === null || typeof right === 'boolean'
      ? `$${String(right)}`
      : `'${textOf(right).replaceAll("'", "''")}'`
  const condition = `$_.${textOf(property.value)} -${operator.name} ${literal}`
  return [{ kind: 'value', value: { kind: 'block', text: condition } }]
}

function asRefusal(error: unknown): ShellError | undefined {
  if (error instanceof ShellError) return error
  if (!(error instanceof LabError)) return undefined
  return new ShellError(error.message, {
    category: 'InvalidOperation',
    reason: 'TaskInvalidOperationException',
  })
}

function commandNotFound(name: string): ShellError {
  return new ShellError(
    `The term '${name}' is not recognized as the name of a cmdlet, function, script file, or operable program. ` +
      'Check the spelling of the name, or if a path was included, verify that the path is correct and try again.',
    {
      category: 'ObjectNotFound',
      reason: 'CommandNotFoundException',
      errorId: 'CommandNotFoundException',
      target: `${name}:String`,
    },
  )
}
