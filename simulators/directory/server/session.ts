import type { Clock } from '../../core/index.js'
import type { Account } from '../accounts/account.js'
import type { Accounts } from '../accounts/accounts.js'
import type { NtlmHandshake } from '../ntlm/ntlm-handshake.js'
import type { SearchView } from '../search/search-view.js'
import type { Tree } from '../tree/tree.js'
import type { TreeChange } from '../tree/tree-change.js'
import { PageStore } from './page-store.js'

/** What the operations of every connection share. */
export interface LdapServer {
  readonly tree: Tree
  readonly clock: Clock
  readonly accounts: Accounts
  readonly ntlm: () => NtlmHandshake
  readonly change: () => TreeChange
}

/** One client's conversation: who it is, how it is protected, and what it is in the middle of. */
export interface Session {
  readonly server: LdapServer
  readonly view: SearchView
  readonly pages: PageStore
  /** Undefined as long as the client is anonymous. */
  account: Account | undefined
  /** True when TLS protects the connection, from the beginning or by StartTLS. */
  secure: boolean
  /** The NTLM log-on between its legs. */
  handshake: NtlmHandshake | undefined
}

export function createSession(server: LdapServer, view: SearchView, secure: boolean): Session {
  return { server, view, pages: new PageStore(), account: undefined, secure, handshake: undefined }
}
