/** What the Exchange subset defines, and what it adds to classes that exist without it. */
export function readExchange(ldif) {
  const records = ldif.split(/\n\n+/).map(readRecord)
  const names = new Set(records.flatMap((record) => valuesOf(record, 'lDAPDisplayName')))
  const extensions = records.filter(isExtension).map(readExtension)

  return {
    names,
    extensions,
    /** A list of a dumped class as it was before the subset was loaded. */
    without(className, list, cell) {
      const added = extensions
        .filter(([name, key]) => name === className && key === list)
        .flatMap(([, , value]) => value.split(' '))
      return cell
        .split(',')
        .filter((word) => !added.includes(word))
        .join(',')
    },
  }
}

function readRecord(text) {
  return text
    .split('\n')
    .map((line) => /^([^:]+):+ ?(.*)$/.exec(line))
    .filter(Boolean)
    .map(([, key, value]) => [key, value])
}

function valuesOf(record, key) {
  return record.filter(([name]) => name === key).map(([, value]) => value)
}

function isExtension(record) {
  return valuesOf(record, 'changetype').includes('modify') && valuesOf(record, 'add').length > 0
}

function readExtension(record) {
  const [dn = ''] = valuesOf(record, 'dn')
  const [list] = valuesOf(record, 'add')
  return [displayName(/^CN=([^,]+)/.exec(dn)?.[1] ?? ''), list, valuesOf(record, list).join(' ')]
}

/** `Mail-Recipient` is the class mailRecipient. */
function displayName(cn) {
  const joined = cn.replaceAll('-', '')
  return joined.charAt(0).toLowerCase() + joined.slice(1)
}
