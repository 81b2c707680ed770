/**
 * What the product's parser says of XML that is not well-formed, by the beginning of what ours says.
 * @source ews.md 1.5 for entities; @inferred the others, from the messages of the .NET reader
 */
const TEXTS: readonly (readonly [ours: RegExp, product: string])[] = [
  [
    /^(undefined entity|malformed character entity|empty entity name|disallowed character in entity name)/,
    'An error occurred while parsing EntityName.',
  ],
  [/^unclosed tag: (.*)/, 'Unexpected end of file has occurred. The following elements are not closed: $1.'],
  [/^unexpected end/, 'Unexpected end of file has occurred.'],
  [/^un(matched closing|expected close) tag/, 'The start tag does not match the end tag.'],
  [/^duplicate attribute: (?:\{.*\})?(.*)\./, "'$1' is a duplicate attribute name."],
  [/^unbound namespace prefix: "(.*)"/, "'$1' is an undeclared prefix."],
  [/^document must contain a root element/, 'Root element is missing.'],
  [/^text data outside of root node/, 'Data at the root level is invalid.'],
  [/^documents may contain only one root/, 'There are multiple root elements.'],
  [/^disallowed character\.$/, 'An invalid character was found.'],
]

export function malformedText(message: string): string {
  const known = TEXTS.find(([ours]) => ours.test(message))
  if (known === undefined) return `${message.charAt(0).toUpperCase()}${message.slice(1).replace(/\.$/, '')}.`

  const [ours, product] = known
  return (ours.exec(message)?.[0] ?? '').replace(ours, product)
}
