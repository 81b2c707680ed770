/**
 * Entries of an LDIF file, each a map of attribute name to values; values in base64 stay so. Lines that begin with a
 * space go on the line before.
 */
export function readEntries(text) {
  return text
    .replaceAll('\r', '')
    .replaceAll('\n ', '')
    .split(/\n\n+/)
    .map(readEntry)
    .filter((entry) => entry.has('lDAPDisplayName'))
}

function readEntry(text) {
  const entry = new Map()
  for (const line of text.split('\n')) {
    const [, name, value] = /^([A-Za-z]+)::? ?(.*?)\s*$/.exec(line) ?? []
    if (name === undefined) continue
    entry.set(name, [...(entry.get(name) ?? []), value])
  }
  return entry
}
