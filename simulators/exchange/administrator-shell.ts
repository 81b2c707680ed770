import { Lazy } from '../core/index.js'
import type { AdministeredOrganization, Output } from './management/index.js'

/** The management shell, as an administrator types into it. */
export interface AdministratorShell {
  /** Runs commands as they are pasted; gives what they wrote, errors included. */
  run(text: string): Promise<readonly Output[]>
}

/** What shows outputs of the shell as text and as plain objects; loaded when somebody uses the shell. */
export const loadManagement = () => import('./management/index.js')

/** A shell whose cmdlets are loaded when the first of them is typed, so that a lab starts sooner. */
export function openShell(organization: AdministeredOrganization): AdministratorShell {
  const shell = new Lazy(async () => (await loadManagement()).createManagementShell(organization))
  return { run: async (text) => (await shell.get()).run(text) }
}
