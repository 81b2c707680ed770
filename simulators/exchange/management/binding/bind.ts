import type { ProductVersion } from '../../versions/index.js'
import { ShellError, type ErrorCategory } from '../shell-error.js'
import { textOf, type ShellValue } from '../values.js'
import { anything } from './kind.js'
import {
  COMMON_PARAMETERS,
  optional,
  withoutOf,
  type Parameter,
  type Parameters,
  type Without,
} from './parameter.js'
import { Unconvertible } from './unconvertible.js'

/** A named or nameless value of a command, evaluated. */
export type Evaluated =
  | { readonly kind: 'parameter'; readonly name: string; readonly attached: ShellValue | undefined }
  | { readonly kind: 'value'; readonly value: ShellValue }

/** What of a cmdlet its parameters are bound by. */
export interface Bindable {
  readonly name: string
  readonly parameters: Parameters
  readonly without?: Without
}

/** Values by the names of the parameters, read. */
export type Bound = Readonly<Record<string, unknown>>

/** Gives the values of a command to the parameters of its cmdlet, as the shell does. @source about_Parameters */
export function bind(cmdlet: Bindable, elements: readonly Evaluated[], product: ProductVersion): Bound {
  const known = knownParameters(cmdlet, product)
  const without = new Set(withoutOf(cmdlet, product))
  const raw = new Map<string, ShellValue>()
  const nameless: ShellValue[] = []
  for (let at = 0; at < elements.length; at++) {
    const element = elements[at]
    if (element === undefined) break
    if (element.kind === 'value') {
      nameless.push(element.value)
      continue
    }
    const found = findParameter(cmdlet, known, element.name)
    if (raw.has(found)) throw refusal(cmdlet, 'ParameterAlreadyBound', ALREADY_BOUND(found))
    const next = elements[at + 1]
    if (element.attached !== undefined) raw.set(found, element.attached)
    else if (known.get(found)?.kind.isSwitch === true) raw.set(found, true)
    else if (next?.kind === 'value') {
      raw.set(found, next.value)
      at++
    } else if (without.has(found)) raw.set(found, true)
    else throw missingArgument(cmdlet, found, known.get(found))
  }
  placeNameless(cmdlet, known, { raw, nameless })
  checkSets(cmdlet, known, new Set(raw.keys()))
  return Object.fromEntries([...raw].map(([name, value]) => [name, convert(cmdlet, name, { known, value })]))
}

type Known = ReadonlyMap<string, Parameter>

/** The parameters that this release has, in the order of the row. */
function knownParameters(cmdlet: Bindable, product: ProductVersion): Known {
  const own = Object.entries(cmdlet.parameters).filter(([, { knownTo }]) => knownTo?.(product) !== false)
  const others = withoutOf(cmdlet, product).map((name): [string, Parameter] => [name, optional(anything)])
  return new Map<string, Parameter>([...own, ...others, ...Object.entries(COMMON_PARAMETERS)])
}

/** A parameter by its name, an alias, or as much of its name as only one has. */
function findParameter(cmdlet: Bindable, known: Known, given: string): string {
  const wanted = given.toLowerCase()
  const begins: string[] = []
  for (const [name, { aliases = [] }] of known) {
    const called = [name, ...aliases].map((each) => each.toLowerCase())
    if (called.includes(wanted)) return name
    if (called.some((each) => each.startsWith(wanted))) begins.push(name)
  }
  const [only] = begins
  if (only === undefined) {
    throw refusal(
      cmdlet,
      'NamedParameterNotFound',
      `A parameter cannot be found that matches parameter name '${given}'.`,
    )
  }
  if (begins.length === 1) return only
  throw refusal(
    cmdlet,
    'AmbiguousParameter',
    `Parameter cannot be processed because the parameter name '${given}' is ambiguous. ` +
      `Possible matches include: ${begins.map((name) => `-${name}`).join(' ')}.`,
  )
}

interface Placing {
  readonly raw: Map<string, ShellValue>
  readonly nameless: readonly ShellValue[]
}

function placeNameless(cmdlet: Bindable, known: Known, { raw, nameless }: Placing): void {
  const places = [...known]
    .flatMap(([name, { position }]) => (position === undefined || raw.has(name) ? [] : [{ name, position }]))
    .toSorted((a, b) => a.position - b.position)
  for (const value of nameless) {
    const place = places.shift()
    if (place === undefined) {
      throw refusal(
        cmdlet,
        'PositionalParameterNotFound',
        `A positional parameter cannot be found that accepts argument '${textOf(value)}'.`,
      )
    }
    raw.set(place.name, value)
  }
}

/** One set has to hold all that is given, and has to be given all that it needs. */
function checkSets(cmdlet: Bindable, known: Known, given: ReadonlySet<string>): void {
  const all = [...new Set([...known.values()].flatMap(({ sets = [] }) => sets))]
  const isIn = ({ sets }: Parameter, set: string) => sets === undefined || sets.includes(set)
  const possible = (all.length === 0 ? [''] : all).filter((set) =>
    [...given].every((name) => isIn(known.get(name) as Parameter, set)),
  )
  if (possible.length === 0) {
    throw refusal(
      cmdlet,
      'AmbiguousParameterSet',
      'Parameter set cannot be resolved using the specified named parameters.',
    )
  }
  const missing = possible.map((set) =>
    [...known].flatMap(([name, parameter]) =>
      parameter.isMandatory && isIn(parameter, set) && !given.has(name) ? [name] : [],
    ),
  )
  const [least = []] = missing.toSorted((a, b) => a.length - b.length)
  if (least.length === 0) return
  throw refusal(
    cmdlet,
    'MissingMandatoryParameter',
    `Cannot process command because of one or more missing mandatory parameters: ${least.join(' ')}.`,
  )
}

function convert(
  cmdlet: Bindable,
  name: string,
  { known, value }: { readonly known: Known; readonly value: ShellValue },
): unknown {
  const kind = known.get(name)?.kind
  try {
    return kind?.read(value)
  } catch (error) {
    if (!(error instanceof Unconvertible)) throw error
    throw new ShellError(
      `Cannot process argument transformation on parameter '${name}'. ` +
        `Cannot convert value "${textOf(value)}" to type "${kind?.typeName}". Error: "${error.message}"`,
      {
        category: 'InvalidData',
        reason: 'ParameterBindingArgumentTransformationException',
        errorId: `ParameterArgumentTransformationError,${cmdlet.name}`,
      },
    )
  }
}

const ALREADY_BOUND = (name: string) =>
  `Cannot bind parameter because parameter '${name}' is specified more than once. ` +
  'To provide multiple values to parameters that can accept multiple values, use the array syntax. ' +
  'For example, "-parameter value1,value2,value3".'

function missingArgument(cmdlet: Bindable, name: string, parameter: Parameter | undefined): ShellError {
  return refusal(
    cmdlet,
    'MissingArgument',
    `Missing an argument for parameter '${name}'. ` +
      `Specify a parameter of type '${parameter?.kind.typeName}' and try again.`,
  )
}

function refusal({ name }: Bindable, errorId: string, message: string): ShellError {
  const category: ErrorCategory = 'InvalidArgument'
  return new ShellError(message, {
    category,
    reason: 'ParameterBindingException',
    errorId: `${errorId},${name}`,
  })
}
