import type { WireAttribute } from '../../ldap/request.js'

/** Writes entries as LDIF, with lines no longer than a width. @source RFC 2849 */
export function renderLdif(
  entries: readonly { readonly dn: string; readonly attributes: readonly WireAttribute[] }[],
  width: number,
): string {
  return entries
    .map(({ dn, attributes }) =>
      [
        line('dn', Buffer.from(dn)),
        ...attributes.flatMap(({ type, values }) => values.map((value) => line(type, value))),
      ]
        .map((text) => folded(text, width))
        .join('\n'),
    )
    .join('\n\n')
}

const SAFE = /^(?![ :<])[\x01-\x09\x0b\x0c\x0e-\x7f]*(?<! )$/

function line(name: string, value: Buffer): string {
  const text = value.toString('latin1')
  return SAFE.test(text) ? `${name}: ${text}` : `${name}:: ${value.toString('base64')}`
}

function folded(text: string, width: number): string {
  const lines = [text.slice(0, width)]
  for (let at = width; at < text.length; at += width - 1) lines.push(` ${text.slice(at, at + width - 1)}`)
  return lines.join('\n')
}
