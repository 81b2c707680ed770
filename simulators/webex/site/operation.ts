import type { Core } from '../../core/index.js'
import type { Site, SiteUser } from '../records/sites.js'
import type { SiteRequest } from './request.js'
import type { SiteAnswer } from './response.js'

/** A request with the site that it names. */
export interface SiteCall {
  readonly core: Core
  readonly site: Site
  readonly request: SiteRequest
  readonly cause: string
}

/** An operation that anybody may call, or one for the account that `caller` is. */
export type SiteOperation =
  | { readonly access: 'anyone'; run(call: SiteCall): SiteAnswer }
  | { readonly access: 'account'; run(call: SiteCall, caller: SiteUser): SiteAnswer }
