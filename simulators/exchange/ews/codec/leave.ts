import { LabError } from '../../../core/errors.js'

/** Made once: an error made for each request that is not plain costs more than reading it. */
const NOT_PLAIN = new LabError('EWS_NOT_PLAIN', { message: 'The document is for the careful reader.' })

/** Leaves the document to the careful reader: there is something unusual in it, or something wrong. */
export function leave(): never {
  throw NOT_PLAIN
}

/** What a plain reading gives; undefined when it has left the document to the careful reader. */
export function unlessLeft<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch (error) {
    if (error === NOT_PLAIN) return undefined
    throw error
  }
}
