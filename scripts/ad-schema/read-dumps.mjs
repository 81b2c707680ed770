/** Rows of a table with one header line, as objects. */
function readTable(text) {
  const [header, ...lines] = text.trimEnd().split('\n')
  const names = header.split('\t')
  return lines.map((line) => {
    const cells = line.split('\t')
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']))
  })
}

const numberOrNull = (cell) => (cell === '' ? null : Number(cell))
const words = (cell) => cell.split(',').filter(Boolean).join(' ')

export function readAttributes(text) {
  return readTable(text).map((row) => [
    row.lDAPDisplayName,
    row.attributeID,
    row.attributeSyntax,
    Number(row.oMSyntax),
    [
      row.isSingleValued === 'TRUE' ? 'S' : '',
      row.isMemberOfPartialAttributeSet === 'TRUE' ? 'P' : '',
      row.systemOnly === 'TRUE' ? 'O' : '',
    ].join(''),
    Number(row.searchFlags),
    numberOrNull(row.linkID),
    Number(row.systemFlags),
    numberOrNull(row.rangeLower),
    numberOrNull(row.rangeUpper),
  ])
}

const LISTS = [
  'systemAuxiliaryClass',
  'auxiliaryClass',
  'systemPossSuperiors',
  'possSuperiors',
  'systemMustContain',
  'mustContain',
  'systemMayContain',
  'mayContain',
]

export function readClasses(text, exchange) {
  return readTable(text).map((row) => [
    row.lDAPDisplayName,
    row.governsID,
    row.subClassOf,
    Number(row.objectClassCategory),
    row.rDNAttID,
    /^CN=([^,]+)/.exec(row.defaultObjectCategory)?.[1] ?? '',
    ...LISTS.map((list) => words(exchange.without(row.lDAPDisplayName, list, row[list]))),
  ])
}
