import { NAMESPACE_OF, type Prefix } from '../codec/namespaces.js'

/**
 * The answers that the product writes without prefixes. @source ews.md 1.6; Microsoft, GetUserAvailability operation,
 * GetUserOofSettings operation, SetUserOofSettings operation (examples of 2007 and of 15.0.873)
 */
const WITHOUT_PREFIXES: ReadonlySet<string> = new Set([
  'GetUserAvailabilityResponse',
  'GetUserOofSettingsResponse',
  'SetUserOofSettingsResponse',
])

/** A tag of an answer as the tables write it. */
const TAG = /<(\/?)([mt]):([\w.-]+)((?: [\w:.-]+="[^"]*")*)(\/?)>/g

export function hasNoPrefixes(response: string): boolean {
  return WITHOUT_PREFIXES.has(response)
}

/** Writes an answer again with default namespaces: each is declared where an element is in another than its parent. */
export function withoutPrefixes(xml: string): string {
  const open: string[] = []
  return xml.replace(TAG, (...tag) => {
    const [, end, prefix, name, attributes, empty] = tag as unknown as readonly [
      string,
      string,
      Prefix,
      ...string[],
    ]
    if (end !== '') {
      open.pop()
      return `</${name}>`
    }
    const declaration = open.at(-1) === prefix ? '' : ` xmlns="${NAMESPACE_OF[prefix]}"`
    if (empty === '') open.push(prefix)
    return `<${name}${attributes}${declaration}${empty}>`
  })
}
