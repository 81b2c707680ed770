import type { AdminApi, JournalEntry } from '../drivers/admin-api.js'

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
  while (page.length > 0) {
    entries.push(...page)
    page = await admin.journal(via, page.at(-1)?.id ?? 0, 0)
  }
  return entries
}
