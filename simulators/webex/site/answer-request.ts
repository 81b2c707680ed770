import { sites, type Site, type SiteUser } from '../records/sites.js'
import type { Core } from '../../core/index.js'
import { authenticate, findSite } from './authenticate.js'
import { refuse } from './exceptions.js'
import type { AccountCall, AccountOperation, SiteCall } from './operation.js'
import { SITE_OPERATIONS } from './operations.js'
import type { SiteRequest } from './request.js'
import type { SiteAnswer } from './response.js'

/** Finds the operation and the site of a request, lets its caller in and carries it out. Throws the fault that keeps it out. */
export function answerRequest(
  { operation: name, context, content }: SiteRequest,
  around: Pick<SiteCall, 'core' | 'zones' | 'cause'>,
): SiteAnswer {
  const operation = SITE_OPERATIONS.get(name)
  if (operation === undefined) throw refuse('invalid', { reason: 'Not an operation of this site' })
  const isForAnybody = operation.access === 'anybody'
  const site = isForAnybody ? anySite(around.core) : findSite(around.core, context)
  const call = { ...around, context, site }
  return operation.kind === 'open' ? operation.run(call, content) : runFor(operation, call, content)
}

function runFor(operation: AccountOperation, call: SiteCall, content: SiteRequest['content']): SiteAnswer {
  const caller = authenticate(call)
  if (!MAY_CALL[operation.access](caller)) throw refuse('accessDenied')
  const accountCall: AccountCall = { ...call, caller }
  return operation.run(accountCall, content)
}

const MAY_CALL: Readonly<Record<AccountOperation['access'], (caller: SiteUser) => boolean>> = {
  account: () => true,
  host: ({ host }) => host,
  reader: ({ siteAdmin, readOnlyAdmin }) => siteAdmin || readOnlyAdmin,
  administrator: ({ siteAdmin }) => siteAdmin,
}

/** For what is the same at every site. */
function anySite({ world }: Core): Site {
  for (const { record } of world.all(sites)) return record
  throw refuse('siteNotFound')
}
