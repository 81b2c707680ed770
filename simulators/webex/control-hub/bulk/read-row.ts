import type { EntitlementsChange, EntitlementsView } from '../../fleet/administration/views.js'
import type { CsvRow } from '../csv/parse-csv.js'
import { z } from 'zod'
import { ADDRESS_COLUMN, GROUP_COLUMNS, SERVICE_COLUMNS } from './columns.js'
import type { Sheet } from './read-sheet.js'

/** What the rows of a file are read with. */
export interface RowContext {
  readonly sheet: Sheet
  /** Whether FALSE takes a service away; otherwise it says nothing. @source hybrid-calendar.md HC-251 */
  readonly removes: boolean
  readonly findUser: (email: string) => EntitlementsView | undefined
  readonly findGroup: (name: string) => { readonly id: string } | undefined
  /** The line in which each mail address was first met. */
  readonly met: Map<string, number>
}

export interface ReadRow {
  readonly email: string | null
  readonly userId: string | null
  readonly changes: EntitlementsChange
  /** Why the row cannot be carried out: all of its defects, each as a sentence. */
  readonly defects: readonly string[]
}

/** Reads one row. @source hybrid-calendar.md HC-250, HC-251 */
export function readRow(context: RowContext, row: CsvRow): ReadRow {
  const { width } = context.sheet
  if (row.cells.length !== width) {
    const defect = `The row has ${row.cells.length} cells, and the header ${width}.`
    return { email: null, userId: null, changes: {}, defects: [defect] }
  }
  const defects: string[] = []
  const complain = (defect: string) => void defects.push(defect)
  const cellOf = (column: string) => {
    const at = context.sheet.place(column)
    return at === undefined ? undefined : (row.cells[at] ?? '').trim()
  }
  const email = (cellOf(ADDRESS_COLUMN) ?? '').toLowerCase()
  const userId = readAddress(context, { email, line: row.line }, complain)
  const changes = { ...readServices(context, cellOf, complain), ...readGroups(context, cellOf, complain) }
  return { email: email === '' ? null : email, userId, changes, defects }
}

type CellOf = (column: string) => string | undefined
type Complain = (defect: string) => void

function readAddress(
  { met, findUser }: RowContext,
  { email, line }: { readonly email: string; readonly line: number },
  complain: Complain,
): string | null {
  const firstLine = met.get(email)
  const user = findUser(email)
  if (email === '') complain('The mail address is missing.')
  else if (!z.email().safeParse(email).success) complain(`"${email}" is not a mail address.`)
  else if (firstLine !== undefined) complain(`The mail address is in line ${firstLine} already.`)
  else if (user === undefined) complain('Nobody in the organization has this mail address.')
  if (firstLine === undefined) met.set(email, line)
  return user?.userId ?? null
}

const VALUES: Readonly<Record<string, boolean>> = { true: true, false: false }

function readServices({ removes }: RowContext, cellOf: CellOf, complain: Complain): EntitlementsChange {
  const changes: EntitlementsChange = {}
  for (const { name, field } of SERVICE_COLUMNS) {
    const cell = cellOf(name)
    if (cell === undefined || cell === '') continue
    const value = VALUES[cell.toLowerCase()]
    if (value === undefined) complain(`"${name}" is TRUE, FALSE or empty, not "${cell}".`)
    else if (value || removes) changes[field] = value
  }
  return changes
}

/** An empty cell takes the person out of the group. @source hybrid-calendar.md HC-251 */
function readGroups({ findGroup }: RowContext, cellOf: CellOf, complain: Complain): EntitlementsChange {
  const changes: EntitlementsChange = {}
  for (const { name, field } of GROUP_COLUMNS) {
    const cell = cellOf(name)
    if (cell === undefined) continue
    const group = cell === '' ? null : findGroup(cell)
    if (group === undefined) complain(`There is no resource group "${cell}".`)
    else changes[field] = group?.id ?? null
  }
  return changes
}
