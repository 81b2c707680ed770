import type { FreeText } from '../../core/index.js'
import type { RepeatedBody } from '../../network/index.js'

/** The shape of a decoded EWS message: what operations read and what they give back. They never see XML. */

/** A value of a simple type: dates, enumerations and base64 stay as written on the wire. */
export type EwsScalar = string | number | boolean

/**
 * A decoded element.
 *
 * - simple type: a scalar; a list type: an array of strings
 * - complex type: an object. Attribute `Foo` is under `@Foo`, simple content beside attributes under `$text`,
 *   a child that may occur once under its local name, one that may occur often under its local name as an array,
 *   and the members of a repeated choice, in document order, under `$each`
 * - `@xsi:type` names the derived type, without prefix, where the declared one is abstract
 * - `@xsi:nil` is true for an element without a value, which only few may be
 */
export type EwsValue = EwsScalar | EwsObject | readonly EwsValue[] | undefined

export interface EwsObject {
  readonly $each?: readonly EwsElement[] | undefined
  readonly $text?: EwsScalar | readonly string[] | undefined
  readonly [key: string]: EwsValue | readonly EwsElement[]
  /** There for what lasts. */
  readonly [WRITTEN]?: Written
}

/** Where the codec keeps how an object is written. */
export const WRITTEN = Symbol('written')

/**
 * Says of a member of `$each`, or of a whole response, that it will be given often and never change. That does not hold
 * for copies of it.
 */
export function lasting(value: EwsObject): EwsObject {
  return Object.defineProperty(value, WRITTEN, { value: {} })
}

/** One member of a repeated choice; also what stands in the body of an envelope. */
export interface EwsElement {
  readonly name: string
  readonly value: EwsValue
}

/** Room for what is made of it once, empty at first. */
export interface Written {
  as?: WrittenXml
  /** The response that holds nothing but this message: as that it is kept. */
  alone?: EwsObject
  /** The document that holds nothing but this response, and who has written it. */
  document?: { readonly writer: object; readonly answer: AnswerDocument }
}

/** A document that answers a call. */
export interface AnswerDocument {
  /** The whole text, or what will be sent again. */
  readonly document: string | RepeatedBody
  /** What of it is free. */
  readonly free: readonly FreeText[]
}

export interface WrittenXml {
  readonly xml: string
  /** The values in it that may be any text. */
  readonly free: FreeText
}
