import type { CallOperation } from '../operation.js'
import type { Service } from './service.js'
import { transferOperation } from './transfer-items.js'

/** MoveItem: items get a new id in the folder they go to. @source ews.md 2.1 */
export function createMoveItem(service: Service): CallOperation {
  return transferOperation(service, {
    name: 'MoveItem',
    needs: 'delete',
    transfer: (changes, item, folder) => changes.move(item, folder),
  })
}
