import { createMailEnabling, createProvisioning } from '../../directory/index.js'
import {
  createAdPermissionAdministration,
  createFolderPermissionAdministration,
  createMailboxPermissionAdministration,
} from '../access/index.js'
import type { Cmdlet } from './cmdlet.js'
import { CMDLETS } from './cmdlets/all-cmdlets.js'
import type { AdministeredOrganization, ManagementServices } from './management-services.js'
import type { Output } from './output/output.js'
import { BUILT_INS } from './runtime/built-ins.js'
import { ScriptRun } from './runtime/script-run.js'

/** The Exchange Management Shell of an organization. */
export interface ManagementShell {
  /** Runs commands as an administrator pastes them; what they wrote, errors included. Each text has variables of its own. */
  run(text: string): readonly Output[]
}

/** Verbs of commands, so that a line with an unknown one is a command as well. @source Get-Verb */
const VERBS = new Set(
  `add approve clear complete connect convertto copy disable dismount enable export find foreach format get import
  install invoke measure mount move new out remove reset restart resume search select send set sort start stop suspend
  test uninstall update upgrade where write`.split(/\s+/),
)

export function createManagementShell(organization: AdministeredOrganization): ManagementShell {
  const services = servicesOf(organization)
  const { product } = services
  const known = CMDLETS.filter(({ knownTo }) => knownTo?.(product) !== false)
  const byName = new Map<string, Cmdlet>(known.map((cmdlet) => [cmdlet.name.toLowerCase(), cmdlet]))
  const builtIns = new Set(BUILT_INS.map(({ name }) => name.toLowerCase()))
  const find = (word: string) => byName.get(word.toLowerCase())

  return {
    run(text) {
      const run = new ScriptRun({ services, find, isCommand })
      run.run(text)
      return run.outputs
    },
  }

  function isCommand(word: string): boolean {
    const [verb = '', noun = ''] = word.toLowerCase().split('-')
    if (find(word) !== undefined || builtIns.has(word.toLowerCase())) return true
    return VERBS.has(verb) && /^[a-z]\w+$/.test(noun)
  }
}

function servicesOf(organization: AdministeredOrganization): ManagementServices {
  const { core, directory } = organization
  return {
    ...organization,
    provisioning: createProvisioning(directory, core.clock),
    mailEnabling: createMailEnabling(directory, core.ids.fork('management')),
    requestIds: core.ids.fork('shell-requests'),
    mailboxPermissions: createMailboxPermissionAdministration(core),
    folderPermissions: createFolderPermissionAdministration(core),
    adPermissions: createAdPermissionAdministration(core),
  }
}
