import type { EwsSchema } from '../../codec/schema.js'
import { isAtLeast, PRODUCT_VERSIONS, type ProductName } from '../../../versions/index.js'
import { knownDifference } from './known-differences.js'
import { coverageRows, type CoverageRow } from './rows.js'
import type { Seen } from './seen.js'

export interface CoverageLine {
  readonly section: string
  readonly name: string
  readonly since: string
  /** `yes`, what can be done with a property, `untested` for what is read and written by the tables alone, or `no`. */
  readonly implemented: string
  /** In messages of which products it was seen, all of them valid by the official schema. */
  readonly tested: readonly ProductName[]
  readonly difference: string
}

/** What is implemented and was seen in a passing run, row by row. */
export function coverageLines(
  schema: EwsSchema,
  seen: Seen,
  offered: ReadonlySet<string>,
): readonly CoverageLine[] {
  return coverageRows(schema).map((row) => {
    const tested = testedIn(row, seen)
    const { section, name, since } = row
    const difference = knownDifference(`${section.replace('ews.md ', '')} ${name}`)
    return { section, name, since, implemented: implementedOf(row, tested, offered), tested, difference }
  })
}

function implementedOf(
  row: CoverageRow,
  tested: readonly ProductName[],
  offered: ReadonlySet<string>,
): string {
  if (row.abilities !== undefined) return row.abilities === '' ? 'no' : row.abilities
  const isOffered = row.operations === undefined || row.operations.some((operation) => offered.has(operation))
  if (!isOffered) return 'no'
  return tested.length > 0 || row.name === row.section ? 'yes' : 'untested'
}

function testedIn({ facts, operations, directions }: CoverageRow, seen: Seen): readonly ProductName[] {
  const found = new Set<ProductName>()
  for (const [operation, messages] of Object.entries(seen)) {
    if (operations !== undefined && operation !== '' && !operations.includes(operation)) continue
    for (const direction of directions) {
      for (const [fact, products] of Object.entries(messages[direction])) {
        if (facts.some((wanted) => isShownBy(wanted, fact))) products.forEach((product) => found.add(product))
      }
    }
  }
  return (Object.keys(PRODUCT_VERSIONS) as ProductName[]).filter((product) => found.has(product))
}

function isShownBy(wanted: string, fact: string): boolean {
  return wanted.startsWith('*') ? fact.endsWith(wanted.slice(1)) : fact === wanted
}

const PRODUCTS: readonly ProductName[] = ['2010', '2013', '2016', '2019', 'online']

/** The page, one table for each section. */
export function renderPage(lines: readonly CoverageLine[]): string {
  const sections = [...new Set(lines.map(({ section }) => section))]
  const tested = lines.filter((line) => line.tested.length > 0).length
  return [
    '# What of Exchange Web Services is here',
    '',
    'Made by `node scripts/ews-coverage/generate.mjs` from what the tests of this repository really sent and were',
    'answered; not written by hand. Each row is an operation, one of its parameters or values, a property of items,',
    'or a name in part 4 or 5 of the reference.',
    '',
    '- **implemented**: `yes`; for properties what can be done with them; `untested`: the tables read and write it, but',
    '  no test has shown what it does; `no`',
    '- **schema-valid**: the messages that showed it were valid by the official schema; `wire` where the product itself',
    '  departs from it, valid but for that',
    `- **2010 … online**: \`tested\`: seen in a valid message of that release, or of a request that named its version;`,
    '  `same`: the same code answers, no test ran it as that release; `–`: that release has no such thing',
    '',
    `${lines.length} rows, ${tested} of them tested.`,
    ...sections.flatMap((section) => [
      '',
      `## ${section}`,
      '',
      ...table(lines.filter((line) => line.section === section)),
    ]),
    '',
  ].join('\n')
}

function table(lines: readonly CoverageLine[]): readonly string[] {
  return [
    `| row | implemented | schema-valid | ${PRODUCTS.join(' | ')} | known difference |`,
    `| --- | --- | --- | ${PRODUCTS.map(() => '---').join(' | ')} | --- |`,
    ...lines.map(lineOf),
  ]
}

function lineOf(line: CoverageLine): string {
  const isWire = line.difference.includes('(ews.md 9)')
  const valid = line.tested.length === 0 ? '' : isWire ? 'wire' : 'yes'
  const cells = PRODUCTS.map((product) => cellOf(line, product))
  return `| ${line.name} | ${line.implemented} | ${valid} | ${cells.join(' | ')} | ${line.difference} |`
}

function cellOf({ since, implemented, tested }: CoverageLine, product: ProductName): string {
  if (tested.includes(product)) return 'tested'
  if (!isAtLeast(PRODUCT_VERSIONS[product].newestRequest, since as never)) return '–'
  return implemented === 'no' ? '' : tested.length > 0 ? 'same' : ''
}
