import { leave } from './leave.js'
import { decodeReferences } from './references.js'

/** Characters that XML cannot hold, and the end of a CDATA section. */
const UNUSUAL = new RegExp(
  '[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]|\\]\\]>' +
    '|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]',
)

/** What the value of an attribute means. */
export function attributeText(written: string): string {
  if (written.includes('<') || UNUSUAL.test(written)) leave()
  return decodeReferences(written.replace(/\r\n|[\t\r\n]/g, ' ')) ?? leave()
}

/** What the text of an element means. */
export function elementText(written: string): string {
  if (UNUSUAL.test(written)) leave()
  return decodeReferences(written.includes('\r') ? written.replace(/\r\n?/g, '\n') : written) ?? leave()
}
