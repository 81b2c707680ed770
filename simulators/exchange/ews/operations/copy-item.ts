import type { CallOperation } from '../operation.js'
import type { Service } from './service.js'
import { transferOperation } from './transfer-items.js'

/** CopyItem: the same items once more. @source ews.md 6 */
export function createCopyItem(service: Service): CallOperation {
  return transferOperation(service, {
    name: 'CopyItem',
    needs: 'read',
    transfer: (changes, item, folder) => changes.copy(item, folder),
  })
}
