/**
 * What an attribute or class says beyond the dumps: its RDN, its fixed GUIDs, and which of the flags it states at
 * all. One line each, the cells apart by `|`.
 */
export function attributeDetails(entries) {
  return entries.map((entry) => {
    const one = (name) => entry.get(name)?.[0] ?? ''
    return [
      one('lDAPDisplayName'),
      one('cn'),
      guid(one('schemaIDGUID')),
      guid(one('attributeSecurityGUID')),
      one('mAPIID'),
      one('adminDisplayName') === one('cn') ? '' : one('adminDisplayName'),
      marks(entry, [
        ['A', 'showInAdvancedViewOnly', 'TRUE'],
        ['a', 'showInAdvancedViewOnly', 'FALSE'],
        ['o', 'systemOnly', 'FALSE'],
        ['p', 'isMemberOfPartialAttributeSet', 'FALSE'],
        ['x', 'schemaFlagsEx', '1'],
        ['f', 'systemFlags'],
        ['d', 'adminDescription', one('cn')],
      ]),
    ].join('|')
  })
}

export function classDetails(entries) {
  return entries.map((entry) => {
    const one = (name) => entry.get(name)?.[0] ?? ''
    return [
      one('lDAPDisplayName'),
      one('cn'),
      guid(one('schemaIDGUID')),
      one('systemFlags'),
      one('adminDisplayName') === one('cn') ? '' : one('adminDisplayName'),
      marks(entry, [
        ['A', 'showInAdvancedViewOnly', 'TRUE'],
        ['H', 'defaultHidingValue', 'TRUE'],
        ['h', 'defaultHidingValue', 'FALSE'],
        ['O', 'systemOnly', 'TRUE'],
        ['o', 'systemOnly', 'FALSE'],
        ['d', 'adminDescription', one('cn')],
      ]),
      one('defaultSecurityDescriptor').replaceAll(' ', ''),
    ].join('|')
  })
}

function marks(entry, table) {
  return table
    .filter(([, name, value]) => (value === undefined ? entry.has(name) : entry.get(name)?.[0] === value))
    .map(([letter]) => letter)
    .join('')
}

/** Sixteen octets in base64 always end with two signs of padding. */
function guid(base64) {
  return base64.replace(/==$/, '')
}
