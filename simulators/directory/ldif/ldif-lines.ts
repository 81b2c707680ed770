/** A line of LDIF, put together from its continuations: what it says of which attribute. */
export interface LdifLine {
  /** Where it begins, from 1. */
  readonly number: number
  readonly name: string
  readonly value: Buffer
}

/** What is wrong in a line. */
export type LdifComplaint = (line: number, message: string) => never

/** `-`, which ends one modification. */
export const SEPARATOR = '-'

/**
 * The records of a text, each as its lines: continuations joined, comments left out, values decoded.
 * @source RFC 2849 (LDIF-FILE, ldif-value)
 */
export function* ldifRecords(text: string, complain: LdifComplaint): Iterable<readonly LdifLine[]> {
  let record: LdifLine[] = []
  for (const { number, content } of wholeLines(text)) {
    if (content !== '') record.push(readLine(number, content, complain))
    else if (record.length > 0) {
      yield record
      record = []
    }
  }
  if (record.length > 0) yield record
}

interface WholeLine {
  readonly number: number
  content: string
}

/** A line that begins with a space goes on where the one above ends, also in a comment. */
function* wholeLines(text: string): Iterable<WholeLine> {
  let pending: WholeLine | undefined
  let number = 0
  for (const raw of text.split('\n')) {
    number += 1
    const content = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    if (content.startsWith(' ') && pending !== undefined && pending.content !== '') {
      pending.content += content.slice(1)
      continue
    }
    if (pending !== undefined && !pending.content.startsWith('#')) yield pending
    pending = { number, content }
  }
  if (pending !== undefined && !pending.content.startsWith('#')) yield pending
}

/** Attribute description, with options and OIDs, and what follows the colon. */
const LINE = /^([A-Za-z0-9][A-Za-z0-9.;-]*):([:<]?) *(.*)$/s
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

function readLine(number: number, content: string, complain: LdifComplaint): LdifLine {
  if (content === SEPARATOR) return { number, name: SEPARATOR, value: Buffer.alloc(0) }
  const [, name, form, text = ''] = LINE.exec(content) ?? []
  if (name === undefined)
    return complain(number, 'this is no line of LDIF: it needs a name, a colon and a value')
  if (form === '<')
    return complain(number, `the value of "${name}" is in a file of its own; write it here, in base64`)
  if (form === '') return { number, name, value: Buffer.from(text) }
  if (!BASE64.test(text)) return complain(number, `the value of "${name}" is not base64`)
  return { number, name, value: Buffer.from(text, 'base64') }
}
