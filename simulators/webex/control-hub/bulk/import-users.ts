import { z } from 'zod'
import type { FleetAdministration } from '../../fleet/administration.js'
import type { Administrator } from '../../fleet/administration/administrator.js'
import { RestFault } from '../../rest/rest-fault.js'
import { readRow, type ReadRow, type RowContext } from './read-row.js'
import { readSheet } from './read-sheet.js'

/** @source webex.md 15.4 for `accepted` and `rejected`; the rest is ours */
export const importReport = z
  .strictObject({
    accepted: z.int().describe('Rows that were carried out.'),
    rejected: z.array(z.strictObject({ line: z.int(), email: z.string().nullable(), reason: z.string() })),
    unusedColumns: z.array(z.string()),
  })
  .meta({ id: 'ImportReport' })
export type ImportReport = z.output<typeof importReport>

export interface ImportOptions {
  readonly text: string
  /** Whether FALSE takes services away. */
  readonly removes: boolean
}

/**
 * Carries out a bulk file. A row with a defect changes nothing; the others are carried out.
 * @source hybrid-calendar.md HC-250 to HC-252
 */
export function importUsers(
  { users, groups }: Pick<FleetAdministration, 'users' | 'groups'>,
  by: Administrator,
  { text, removes }: ImportOptions,
): ImportReport {
  const sheet = readSheet(text)
  const context: RowContext = {
    sheet,
    removes,
    findUser: (email) => users.findByEmail(by, email),
    findGroup: (name) => groups.findByName(by, name),
    met: new Map(),
  }
  const rejected: ImportReport['rejected'] = []
  for (const row of sheet.rows) {
    const read = readRow(context, row)
    const defects = read.defects.length > 0 ? read.defects : carryOut(read)
    if (defects.length > 0) rejected.push({ line: row.line, email: read.email, reason: defects.join(' ') })
  }
  return {
    accepted: sheet.rows.length - rejected.length,
    rejected,
    unusedColumns: [...sheet.unusedColumns],
  }

  /** What goes together is decided where people are entitled one by one, too. */
  function carryOut({ userId, changes }: ReadRow): readonly string[] {
    try {
      if (userId !== null) users.entitle(by, userId, changes)
      return []
    } catch (error) {
      if (error instanceof RestFault) return [error.message]
      throw error
    }
  }
}
