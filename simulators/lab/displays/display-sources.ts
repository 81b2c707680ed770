import type { Core } from '../../core/index.js'
import type { AdministratorShell } from '../../exchange/index.js'
import type { Webex } from '../../webex/index.js'
import type { People } from '../people/people.js'
import type { ReadyDocument } from '../ready-document.js'

/** What displays are made of. */
export interface DisplaySources {
  readonly core: Core
  readonly caPem: string
  readonly webex: Pick<Webex, 'activateDevice' | 'joinDetailsOf'>
  readonly ready: () => ReadyDocument
  readonly people: () => People
  readonly shell: () => AdministratorShell
  /** Throws where there is no network to ask the cloud over. */
  readonly needNetwork: (what: string) => void
}
