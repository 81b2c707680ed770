import { ConformanceError } from '../conformance-error.js'

/** What `${…}` in a manifest may stand for. */
export interface Placeholders {
  /** Path of the subject document. */
  readonly subject: string
  readonly node: string
  readonly stateDir: string
  readonly sharedDir: string
  readonly caFile: string
  /** The subject document itself: `${document.exchange.0.username}`. */
  readonly document: unknown
}

const PLACEHOLDER = /\$\{([\w.]+)\}/g

/** Fills in the placeholders of a text. Throws MANIFEST_INVALID for one that stands for nothing. */
export function fillIn(text: string, values: Placeholders): string {
  return text.replace(PLACEHOLDER, (whole, name: string) => {
    const value = name.split('.').reduce(child, values)
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      return String(value)
    const known = Object.keys(values)
      .map((key) => (key === 'document' ? 'document.…' : key))
      .join(', ')
    throw new ConformanceError(
      'MANIFEST_INVALID',
      `${whole} in the manifest stands for nothing. Use one of ${known}; document.… must lead to a text of the subject document.`,
    )
  })
}

/** One step into a document; `undefined` where there is none. */
function child(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  return (value as Readonly<Record<string, unknown>>)[key]
}
