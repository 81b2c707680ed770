import type { EwsElement, EwsObject, EwsScalar } from './tree.js'

/** `MessageXml` with `t:Value` pairs, such as `{ BackOffMilliseconds: 297749 }`. @source ews.md 1.6 */
export function messageValues(values: Readonly<Record<string, EwsScalar>>): EwsObject {
  return {
    $each: Object.entries(values).map(([name, value]) => ({
      name: 'Value',
      value: { '@Name': name, $text: String(value) },
    })),
  }
}

/** `MessageXml` with the property paths that an error is about, as the request named them. @source ews.md 1.6 */
export function messagePaths(...paths: readonly EwsElement[]): EwsObject {
  return { $each: paths }
}
