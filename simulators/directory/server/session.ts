import type { Clock } from '../../core/index.js'
import type { Account } from '../accounts/account.js'
import type { PingParties } from '../controllers/netlogon/answer-ping.js'
import type { Directory } from '../create-directory.js'
import type { NtlmHandshake } from '../ntlm/ntlm-handshake.js'
import type { SearchView } from '../search/search-view.js'
import { Outstanding } from './outstanding.js'
import { PageStore } from './page-store.js'
import type { SecurityLayer } from './security-layer.js'

/** One client's conversation: who it is, how it is protected, and what it is in the middle of. */
export interface Session {
  readonly clock: Clock
  readonly parties: PingParties
  readonly directory: Directory
  readonly view: SearchView
  readonly pages: PageStore
  readonly outstanding: Outstanding
  /** Undefined as long as the client is anonymous. */
  account: Account | undefined
  /** True when TLS protects the connection, from the beginning or by StartTLS. */
  secure: boolean
  /** Whether a log-on in clear has to sign what follows it. */
  readonly requireSigning: boolean
  /** Whether log-ons only try passwords: nobody is signed in by them. It ends with the connection. */
  isFastBind: boolean
  /** The NTLM log-on between its legs. */
  handshake: NtlmHandshake | undefined
  /** What a log-on has agreed to protect everything after its answer by, until the connection does. */
  agreedLayer: SecurityLayer | undefined
  /** True from then on. */
  hasLayer: boolean
}

/** Of a session that goes over no wire. */
const NOBODY: PingParties = { from: '', to: '' }

export type SessionStart = Pick<Session, 'clock' | 'directory' | 'secure' | 'view'> &
  Partial<Pick<Session, 'parties' | 'requireSigning'>>

export function createSession(begin: SessionStart): Session {
  return {
    parties: NOBODY,
    requireSigning: false,
    ...begin,
    pages: new PageStore(),
    outstanding: new Outstanding(),
    account: undefined,
    isFastBind: false,
    handshake: undefined,
    agreedLayer: undefined,
    hasLayer: false,
  }
}
