import { NAMESPACE_OF } from './namespaces.js'
import type { Leaf } from './content-model.js'

/** What is wrong with a request, and at which event of the parser it was seen. */
export interface Violation {
  /** In the words of the product's parser. @source ews.md 1.5 */
  readonly text: string
  /** The attribute it is about; absent when it is the element. */
  readonly attribute?: string
}

/** A violation with its place in the request: both count from 1. */
export interface LocatedViolation {
  readonly text: string
  readonly lineNumber: number
  readonly linePosition: number
}

export interface ElementName {
  readonly uri: string
  readonly local: string
}

/** @source captured: exchangelib pull request 306 */
export function invalidChild(parent: ElementName, child: ElementName, expected: readonly Leaf[]): Violation {
  return {
    text: `The element ${inNamespace(parent)} has invalid child element ${inNamespace(child)}.${list(expected)}`,
  }
}

/** @source captured: php-ews issue 490 */
export function incomplete(element: ElementName, expected: readonly Leaf[]): Violation {
  return { text: `The element ${inNamespace(element)} has incomplete content.${list(expected)}` }
}

export function childOfText(parent: ElementName, child: ElementName, empty: boolean): Violation {
  const model = empty ? 'empty' : 'text only'
  return {
    text:
      `The element ${inNamespace(parent)} cannot contain child element ${inNamespace(child)} ` +
      `because the parent element's content model is ${model}.`,
  }
}

export function unexpectedText(element: ElementName, expected: readonly Leaf[]): Violation {
  return { text: `The element ${inNamespace(element)} cannot contain text.${list(expected)}` }
}

/** @source ews.md 1.5 */
export function invalidValue(element: ElementName, value: string, because: Because): Violation {
  return { text: `The '${element.uri}:${element.local}' element is invalid - ${valueText(value, because)}` }
}

export function invalidAttribute(attribute: string, value: string, because: Because): Violation {
  return { attribute, text: `The '${attribute}' attribute is invalid - ${valueText(value, because)}` }
}

/** Why a value does not fit its type. */
export interface Because {
  readonly type: string
  readonly problem: string
}

/** @source ews.md 1.5 */
export function missingAttribute(attribute: string): Violation {
  return { text: `The required attribute '${attribute}' is missing.` }
}

export function undeclaredAttribute(attribute: string): Violation {
  return { attribute, text: `The '${attribute}' attribute is not declared.` }
}

export function abstractType(element: ElementName): Violation {
  return { text: `The element '${element.uri}:${element.local}' is abstract or its type is abstract.` }
}

/** @inferred from the messages of the .NET validator, as the next one */
export function notNillable(): Violation {
  const text = `If the 'nillable' attribute is false in the schema, the 'xsi:nil' attribute must not be present.`
  return { attribute: 'xsi:nil', text }
}

export function contentOfNil(element: ElementName): Violation {
  return { text: `Element '${element.uri}:${element.local}' must have no character or element children.` }
}

export function invalidInstanceType(value: string): Violation {
  return { attribute: 'xsi:type', text: `This is an invalid xsi:type '${value}'.` }
}

function valueText(value: string, { type, problem }: Because): string {
  return `The value '${value}' is invalid according to its datatype '${type}' - ${problem}`
}

function inNamespace({ uri, local }: ElementName): string {
  return `'${local}' in namespace '${uri}'`
}

/** The leaves that could stand instead, joined by namespace. */
function list(expected: readonly Leaf[]): string {
  const byNamespace = new Map<string, string[]>()
  for (const leaf of expected) {
    if (leaf.kind === 'any') continue
    const names = byNamespace.get(NAMESPACE_OF[leaf.prefix]) ?? []
    byNamespace.set(NAMESPACE_OF[leaf.prefix], names.includes(leaf.name) ? names : [...names, leaf.name])
  }
  if (byNamespace.size === 0) return ''
  const groups = [...byNamespace].map(([uri, names]) => `'${names.join(', ')}' in namespace '${uri}'`)
  return ` List of possible elements expected: ${groups.join(' as well as ')}.`
}
