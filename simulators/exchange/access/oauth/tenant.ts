import type { SigningKey } from './signing-key.js'

/** The organization as its identity provider knows it. */
export interface Tenant {
  readonly id: string
  /** Names that may stand for the id in a path: `ent-pa.example`. */
  readonly domains: readonly string[]
  /** Made when it is first asked for, since making it takes time. */
  readonly key: () => SigningKey
}

/** Exchange, as tokens name what they are for. @source ews.md 1.4: client_id of the challenge */
export const EXCHANGE_APP_ID = '00000002-0000-0ff1-ce00-000000000000'
/** Hosts of Exchange Online for which clients ask tokens. */
export const ONLINE_HOSTS: readonly string[] = ['outlook.office365.com', 'outlook.office.com']
/** How long an access token is good. @source Microsoft's "Access tokens in the Microsoft identity platform": 60 to 90 minutes */
export const TOKEN_LIFETIME_S = 3599

/** Who issues the tokens of a tenant, as version 1 tokens for Exchange name it. */
export function issuerOf({ id }: Tenant): string {
  return `https://sts.windows.net/${id}/`
}

/** Words that stand for whatever tenant a user or client belongs to. */
const ANY_TENANT: readonly string[] = ['common', 'organizations']

export function isTenant({ id, domains }: Tenant, name: string): boolean {
  return [id, ...domains, ...ANY_TENANT].includes(name.toLowerCase())
}
