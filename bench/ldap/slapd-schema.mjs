// What OpenLDAP's server must know to hold the entries of a lab: its attributes and classes, as they occur.

/** What every slapd has. */
const BUILT_IN = new Set(['objectclass', 'cn', 'name', 'distinguishedname', 'description'])
const ARC = '1.3.6.1.4.1.99999.100'

/** Definitions in the form of slapd.conf. Octets that are no text get the syntax of octet strings. */
export function schemaFor(entries) {
  const binary = new Set()
  const attributes = new Set(['dc', 'ou'])
  const classes = new Set()
  for (const entry of entries) {
    for (const [name, octets] of entry.slice(1)) {
      attributes.add(name)
      if (!isText(octets)) binary.add(name)
      if (name === 'objectClass') classes.add(octets.toString())
    }
  }
  const own = [...attributes].filter((name) => !BUILT_IN.has(name.toLowerCase()))
  const all = [...attributes].filter((name) => name !== 'objectClass').join(' $ ')
  const chain = [...classes].filter((name) => name !== 'top')
  return [
    ...own.map((name, at) => attributeDefinition(`${ARC}.1.${at + 1}`, name, binary.has(name))),
    ...['holder', ...chain].map((name, at) => {
      const above = at < 2 ? 'top' : chain[at - 2]
      return `objectclass ( ${ARC}.2.${at + 1} NAME '${name}' SUP ${above} STRUCTURAL MAY ( ${all} ) )`
    }),
  ].join('\n')
}

function attributeDefinition(oid, name, isBinary) {
  const rules = isBinary
    ? 'EQUALITY octetStringMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.40'
    : 'EQUALITY caseIgnoreMatch SUBSTR caseIgnoreSubstringsMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15'
  return `attributetype ( ${oid} NAME '${name}' ${rules} )`
}

function isText(octets) {
  return octets.length > 0 && Buffer.from(octets.toString('utf8')).equals(octets)
}

/** The entries as LDIF, after the containers above the first of them. */
export function withAncestors(entries, suffix) {
  const [[, first]] = entries[0]
  const container = first.toString().replace(/^(?:[^,\\]|\\.)*,/, '')
  const above = [[suffix, 'dc'], ...(container === suffix ? [] : [[container, 'ou']])]
  return [
    ...above.map(([dn, type]) => {
      const [, value] = /^[^=]*=([^,]*)/.exec(dn)
      return `dn: ${dn}\nobjectClass: holder\n${type}: ${value}\n`
    }),
    ...entries.map(ldifOf),
  ].join('\n')
}

function ldifOf(entry) {
  return entry.map(([name, octets]) => `${name}:: ${octets.toString('base64')}\n`).join('')
}
