import { type AdminApi, JOURNAL_PAGE, type JournalEntry } from '../drivers/admin-api.js'

/** Everything the journal still holds of the given endpoint sets, in order. */
export async function allEntries(
  admin: AdminApi,
  endpointSets: readonly string[],
): Promise<readonly JournalEntry[]> {
  const lists = await Promise.all(endpointSets.map((via) => entriesVia(admin, via)))
  return lists.flat().toSorted((a, b) => a.id - b.id)
}

async function entriesVia(admin: AdminApi, via: string): Promise<readonly JournalEntry[]> {
  const entries: JournalEntry[] = []
  let page = await admin.journal(via, 0, 0)
  entries.push(...page.entries)
  while (page.entries.length === JOURNAL_PAGE) {
    page = await admin.journal(via, page.next, 0)
    entries.push(...page.entries)
  }
  return entries
}
