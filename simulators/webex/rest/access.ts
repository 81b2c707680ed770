import type { Caller } from '../identity/caller.js'
import { forbidden, RestFault } from './rest-fault.js'
import type { Access } from './route.js'

/** Throws the fault that keeps the caller out, if any. */
export function mayCall(access: Access, caller: Caller | null): void {
  if (access.kind === 'open') return
  if (caller === null) throw new RestFault(401)

  switch (access.kind) {
    case 'machine':
      if (caller.kind !== 'machine') throw forbidden()
      return
    case 'administrator':
      if (!caller.isFullAdministrator) throw forbidden()
      return
    case 'bearer':
      if (access.scopes.length > 0 && !access.scopes.some((scope) => caller.scopes.includes(scope))) {
        throw forbidden()
      }
      if (access.role !== undefined && !hasRole(caller, access.role)) throw forbidden()
  }
}

/** An application has no roles: it is good for what its scopes say. */
function hasRole({ kind, isFullAdministrator, isAdministrator }: Caller, role: 'full' | 'any'): boolean {
  return kind === 'client' || (role === 'full' ? isFullAdministrator : isAdministrator)
}
