import { type AdminApi, connectAdmin, type DetailedEntry, JOURNAL_PAGE } from '../drivers/admin-api.js'
import { parseReadyDocument } from '../drivers/ready-document.js'
import { type CostToExchange, costToExchange } from './cost-to-exchange.js'
import { PROTOCOLS } from './operations.js'

/** The endpoint set that people use. */
const PEOPLES_WAY = 'main'

/** What the system behind these endpoint sets has cost Exchange, as far as the lab's journal goes back. */
export async function readCost(admin: AdminApi, endpointSets: readonly string[]): Promise<CostToExchange> {
  const isSubject = ({ via }: DetailedEntry): boolean => endpointSets.includes(via)
  return costToExchange({ ...(await readJournal(admin)), isSubject })
}

/**
 * The same for a lab that runs, by the origin of its admin API. Without endpoint sets it is of whoever came in by
 * another way than people do, or with the service account.
 */
export async function readCostOf(
  origin: string,
  endpointSets: readonly string[] = [],
): Promise<CostToExchange> {
  const admin = connectAdmin(origin.replace(/\/+$/, ''))
  if (endpointSets.length > 0) return readCost(admin, endpointSets)
  const { serviceAccount } = parseReadyDocument(JSON.stringify(await admin.lab()))
  const account = nameOf(serviceAccount.upn)
  const isSubject = ({ via, principal }: DetailedEntry): boolean =>
    via !== PEOPLES_WAY || (principal !== null && nameOf(principal) === account)
  return costToExchange({ ...(await readJournal(admin)), isSubject })
}

async function readJournal(
  admin: AdminApi,
): Promise<{ readonly entries: readonly DetailedEntry[]; readonly until: number }> {
  const { now } = await admin.clock()
  const lists = await Promise.all(PROTOCOLS.map((protocol) => allSaid(admin, protocol)))
  return { entries: lists.flat().toSorted((a, b) => a.id - b.id), until: now }
}

async function allSaid(admin: AdminApi, protocol: string): Promise<readonly DetailedEntry[]> {
  const entries: DetailedEntry[] = []
  for (let after = 0; ;) {
    const page = await admin.said(protocol, after)
    entries.push(...page.entries)
    if (page.entries.length < JOURNAL_PAGE) return entries
    after = page.next
  }
}

/** `name` of `name@domain` and of `DOMAIN\name`. */
function nameOf(account: string): string {
  return account.replace(/^.*\\/, '').replace(/@.*$/, '').toLowerCase()
}
