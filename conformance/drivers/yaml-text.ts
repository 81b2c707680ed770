import { LineCounter, isMap, isNode, parseDocument } from 'yaml'

import { ConformanceError } from '../conformance-error.js'

/** A YAML text that still knows its lines. */
export interface YamlText {
  readonly value: unknown
  /** Line (from 1) of the value at a path, or of the nearest thing around it that exists. */
  lineOf(path: readonly PropertyKey[]): number
}

/** Throws MANIFEST_INVALID with the line for a text that is no YAML. */
export function readYaml(text: string, path: string): YamlText {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const [error] = document.errors
  if (error !== undefined) {
    const line = lines.linePos(error.pos[0]).line
    throw new ConformanceError(
      'MANIFEST_INVALID',
      `${path}:${line}: no YAML: ${error.message.split('\n')[0] ?? ''} Check the indentation and the quotes of that line.`,
    )
  }
  const positionOf = (place: readonly PropertyKey[]): number => {
    const key = place.at(-1)
    const parent = document.getIn(place.slice(0, -1), true)
    const pair = isMap(parent)
      ? parent.items.find(({ key: name }) => String(name) === String(key))?.key
      : document.getIn(place, true)
    if (isNode(pair) && pair.range) return pair.range[0]
    return place.length === 0 ? 0 : positionOf(place.slice(0, -1))
  }
  return { value: document.toJS(), lineOf: (place) => lines.linePos(positionOf(place)).line }
}
