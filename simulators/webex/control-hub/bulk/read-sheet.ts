import { parseCsv, type CsvRow } from '../csv/parse-csv.js'
import { invalid } from '../../rest/rest-fault.js'
import { ADDRESS_COLUMN, GROUP_COLUMNS, NAME_COLUMNS, SERVICE_COLUMNS } from './columns.js'

/** @source hybrid-calendar.md HC-251 */
export const MAX_ROWS = 1100

/** A bulk file whose form is right; what its rows say is another matter. */
export interface Sheet {
  readonly rows: readonly CsvRow[]
  /** Where a column stands, if it is there. */
  readonly place: (column: string) => number | undefined
  readonly width: number
  /** Columns that nothing is done with: a misspelt one is found here. */
  readonly unusedColumns: readonly string[]
}

/** Reads a bulk file. One that cannot be read as a whole is refused as a whole. */
export function readSheet(text: string): Sheet {
  const [header, ...rows] = parseCsv(text)
  if (header === undefined) throw invalid('The file is empty.')
  const places = placesOf(header)
  const place = (column: string) => places.get(plain(column))

  if (place(ADDRESS_COLUMN) === undefined) throw invalid(`The file has no column "${ADDRESS_COLUMN}".`)
  if (USED.every((column) => place(column) === undefined)) {
    throw invalid('The file has no column of a service or of a resource group.')
  }
  if (rows.length > MAX_ROWS) throw invalid(`The file has ${rows.length} rows; ${MAX_ROWS} are the most.`)

  const known = [...USED, ...NAME_COLUMNS, ADDRESS_COLUMN].map(plain)
  return {
    rows,
    place,
    width: header.cells.length,
    unusedColumns: header.cells.filter((name) => !known.includes(plain(current(name)))),
  }
}

const USED = [...SERVICE_COLUMNS, ...GROUP_COLUMNS].map(({ name }) => name)

function placesOf({ cells }: CsvRow): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  for (const [at, cell] of cells.entries()) {
    const name = plain(current(cell))
    if (places.has(name)) throw invalid(`The file has the column "${current(cell)}" twice.`)
    places.set(name, at)
  }
  return places
}

/** The name that a column has today. */
function current(name: string): string {
  const renamed = SERVICE_COLUMNS.find(
    ({ oldName }) => oldName !== undefined && plain(oldName) === plain(name),
  )
  return renamed?.name ?? name
}

const plain = (name: string): string => name.trim().toLowerCase()
