import type { Core } from '../core/index.js'
import type { Accounts } from './accounts/accounts.js'
import { createAccounts } from './accounts/create-accounts.js'
import { DomainControllers } from './controllers/domain-controllers.js'
import { planControllers } from './controllers/plan-controllers.js'
import { createNtlmHandshake } from './ntlm/create-ntlm-handshake.js'
import type { NtlmHandshake } from './ntlm/ntlm-handshake.js'
import { createNegotiateHandshake } from './ntlm/spnego/create-negotiate-handshake.js'
import { createRecipients } from './recipients/create-recipients.js'
import type { Recipients } from './recipients/recipients.js'
import { createSchema } from './schema/create-schema.js'
import type { OrganizationSeed } from './seed/organization.js'
import { followSchema } from './schema-context/follow-schema.js'
import { plantSchema } from './schema-context/plant-schema.js'
import { seedDirectory } from './seed/seed-directory.js'
import { createQueryPolicy } from './server/query-policy.js'
import { createForest, forestAt, type Controller, type Forest } from './tree/forest.js'
import type { LdapLimits } from './tree/ldap-limits.js'
import { TreeChange } from './tree/tree-change.js'
import { Tree } from './tree/tree.js'

/** The lab's Active Directory: one forest, and what LDAP clients and Exchange ask of it. */
export interface Directory {
  readonly forest: Forest
  readonly tree: Tree
  readonly accounts: Accounts
  readonly recipients: Recipients
  /** Starts the server's half of an NTLM log-on; one for each connection. */
  ntlm(): NtlmHandshake
  /** The same where the client may wrap NTLM in SPNEGO. */
  negotiate(): NtlmHandshake
  /** What the query policy of the domain controller allows now. */
  limits(): LdapLimits
  /** Begins a change of the tree, as LDAP clients and management shells make them. */
  change(): TreeChange
  readonly controllers: DomainControllers
  /** The directory as one of its domain controllers has it: the same tree, with numbers of its own. */
  seenBy(controller: string): Directory
}

/** Makes the directory of a lab and fills it with the organization. */
export function createDirectory(core: Core, organization: OrganizationSeed): Directory {
  const { world, clock } = core
  const ids = core.ids.fork('directory')
  const controllers = planControllers(organization, ids.fork('domain-controllers'))
  const forest = createForest({ ...organization, controllers })
  const schemaState = organization.exchange === undefined ? 'fresh' : 'exchange'
  const schema = createSchema(schemaState)
  const tree = new Tree({ world, schema, forest })
  seedDirectory({ tree, clock, ids }, organization)
  plantSchema({ tree, clock, ids: ids.fork('schema'), state: schemaState })
  followSchema(tree)

  const accounts = createAccounts(tree, clock)
  const recipients = createRecipients(tree)
  const running = new DomainControllers(world, forest)
  const faces = new Map<string, Directory>()
  return faceOf(forest, tree)

  function faceOf(own: Forest, ownTree: Tree): Directory {
    const ntlm = () => createNtlmHandshake({ accounts, clock, forest: own })
    const face: Directory = {
      forest: own,
      tree: ownTree,
      accounts,
      recipients,
      ntlm,
      negotiate: () => createNegotiateHandshake(ntlm()),
      limits: createQueryPolicy(ownTree),
      change: () => new TreeChange({ tree: ownTree, clock, ids }),
      controllers: running,
      seenBy: (name) => faces.get(name) ?? faceAt(running.find(name)),
    }
    faces.set(own.controllerName, face)
    return face
  }

  function faceAt(controller: Controller): Directory {
    const own = forestAt(forest, controller)
    return faceOf(own, new Tree({ world, schema, forest: own }))
  }
}
