import { instant, put } from '../../../core/index.js'
import { siteLoginTickets, type SiteUser } from '../../records/sites.js'
import { hashSecret } from '../../secrets.js'
import type { AccountCall } from '../operation.js'

/** @inferred */
const TICKET_MINUTES = 30

/** A ticket that signs an account in at the web pages of the site, once. @source developer.cisco.com, GetloginTicket */
export function newLoginTicket({ core, site, cause }: AccountCall, user: SiteUser): string {
  const ticket = core.ids.hex(16)
  const record = {
    hash: hashSecret(ticket),
    siteName: site.name,
    webExId: user.webExId,
    expires: instant(core.clock.now() + TICKET_MINUTES * 60_000),
  }
  core.world.commit({ cause, reason: 'site login ticket', writes: [put(siteLoginTickets, record)] })
  return ticket
}

/** The address of a page of the site: `https://ent-pa.webex.com/ent-pa/p.php?AT=LI`. */
export function sitePage(siteName: string, page: string, query: Readonly<Record<string, string>>): string {
  const label = siteName.split('.')[0] ?? siteName
  const asked = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `https://${siteName}/${label}/${page}?${asked.join('&')}`
}
