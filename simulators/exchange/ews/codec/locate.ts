import type { LocatedViolation, Violation } from './violation.js'

/** A place in a text; line and position count from 1. */
export interface Place {
  readonly line: number
  readonly position: number
}

export function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset)
  const lines = before.split(/\r\n|\r|\n/)

  return { line: lines.length, position: (lines.at(-1)?.length ?? 0) + 1 }
}

/**
 * Says where a violation is, given the offset just behind the tag at which it was seen: at the name of the
 * element or of the attribute, as the product's reader counts. Asked only for refused requests.
 */
export function locate(text: string, tagEnd: number, violation: Violation): LocatedViolation {
  const { line, position } = placeOf(text, offsetIn(text, tagEnd, violation.attribute))

  return { text: violation.text, lineNumber: line, linePosition: position }
}

function offsetIn(text: string, tagEnd: number, attribute: string | undefined): number {
  const start = text.lastIndexOf('<', tagEnd - 1)
  if (attribute === undefined) return start + (text.charAt(start + 1) === '/' ? 2 : 1)

  const local = attribute.replace(/^.*:/, '')
  const found = new RegExp(`\\s(?:[\\w.-]+:)?${local}\\s*=`).exec(text.slice(start, tagEnd))
  return found === null ? start + 1 : start + found.index + 1
}
