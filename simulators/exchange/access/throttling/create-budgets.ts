import type { World } from '../../../core/index.js'
import type { Directory } from '../../../directory/create-directory.js'
import type { ProductName } from '../../versions/index.js'
import { Budgets } from './budgets.js'
import type { ThrottlingAdministration } from './throttling-administration.js'
import { THROTTLING_MODELS, type ThrottlingSwitches } from './throttling-model.js'

interface CreateBudgetsOptions {
  readonly world: World
  readonly directory: Pick<Directory, 'accounts' | 'recipients'>
  readonly product: ProductName
  readonly throttling: ThrottlingAdministration
  readonly switches: ThrottlingSwitches | undefined
}

/** The budgets of a server of this release, over the accounts of the directory. */
export function createBudgets(options: CreateBudgetsOptions): Budgets {
  const { world, directory, product, throttling, switches } = options
  const { accounts, recipients } = directory

  return new Budgets({
    world,
    model: { ...THROTTLING_MODELS[product], ...switches },
    policies: {
      throttling,
      accountOf: (holder) => (accounts.bySid(holder) ?? recipients.byMailboxGuid(holder))?.objectGuid,
    },
  })
}
