import { CONTROL } from '../ldap/control.js'
import { bareControl, insideSequence, type ControlCodec } from './control-codec.js'

export interface SearchOptions {
  /** No references to other naming contexts. */
  readonly isDomainScoped: boolean
  /** All naming contexts are searched as one, as on the port of the Global Catalog. */
  readonly isPhantomRoot: boolean
}

/** @source MS-ADTS 3.1.1.3.4.1.12 */
export const SEARCH_OPTIONS: ControlCodec<SearchOptions> = {
  type: CONTROL.searchOptions,
  operations: ['search'],
  decode: insideSequence((value) => {
    const flags = value.integer()
    return { isDomainScoped: (flags & 1) !== 0, isPhantomRoot: (flags & 2) !== 0 }
  }),
}

/** @source MS-ADTS 3.1.1.3.4.1.4 */
export const DOMAIN_SCOPE = bareControl(CONTROL.domainScope, ['search'])
