/** A person's log-in: `alice@ent-pa.example` or `ENT-PA\\alice`, and the password. */
export interface Credentials {
  readonly username: string
  readonly password: string
}

/** The two fields of an NTLM Type 3 message. A UPN goes whole into the user field, with an empty domain. */
export function ntlmNames(username: string): { readonly domain: string; readonly user: string } {
  const slash = username.indexOf('\\')
  if (slash < 0) return { domain: '', user: username }
  return { domain: username.slice(0, slash), user: username.slice(slash + 1) }
}
