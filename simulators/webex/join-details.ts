import type { Core } from '../core/index.js'
import { sites, siteUsers } from './records/sites.js'

/** What an invitation to a personal room carries. */
export interface JoinDetails {
  readonly url: string
  /** `alice@ent-pa.webex.com` */
  readonly sipAddress: string
  readonly meetingNumber: string
  readonly dialIn: readonly { readonly label: string; readonly number: string }[]
}

/** The details of a person's room at the organization's default site, as the site's administrator could look them up. */
export function joinDetailsOf({ world }: Core, orgId: string, mail: string): JoinDetails | undefined {
  const site = [...world.by(sites, 'organization', orgId)].find(({ record }) => record.isDefault)?.record
  const accounts = [...world.by(siteUsers, 'email', mail.toLowerCase())]
  const room = accounts.find(({ record }) => record.siteName === site?.name)?.record.personalRoom
  if (site === undefined || room == null) return undefined
  return {
    url: room.url,
    sipAddress: room.sip,
    meetingNumber: room.accessCode,
    dialIn: site.dialIn.map(({ label, number }) => ({ label, number })),
  }
}
