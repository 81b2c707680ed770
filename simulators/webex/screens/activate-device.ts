import type { Core } from '../../core/index.js'
import { PERSON_SCOPES } from '../identity/scopes.js'
import { newToken } from '../identity/tokens.js'
import { personByEmail } from '../people/find-people.js'

/** What a device of a workspace signs in with. */
export interface DeviceAccount {
  readonly token: string
  readonly refreshToken: string
}

/**
 * Lets a device sign in as its workspace, as typing an activation code into it does; undefined where there is no such
 * workspace. @inferred How a device exchanges its code is not public.
 */
export function activateDevice(core: Core, clientId: string, mail: string): DeviceAccount | undefined {
  const workspace = personByEmail(core.world, mail)
  if (workspace?.type !== 'workspace') return undefined
  const grant = {
    subject: { kind: 'person', id: workspace.id, orgId: workspace.orgId },
    clientId,
    scopes: PERSON_SCOPES,
  } as const
  const access = newToken(core, { kind: 'access', ...grant })
  const refresh = newToken(core, { kind: 'refresh', ...grant })
  core.world.commit({
    cause: 'activation',
    reason: 'device activated',
    writes: [access.write, refresh.write],
  })
  return { token: access.text, refreshToken: refresh.text }
}
