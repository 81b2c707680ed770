import type { Operation } from '../../operation.js'
import type { Service } from '../service.js'
import { createAddDelegate } from './add-delegate.js'
import { createGetDelegate } from './get-delegate.js'
import { createRemoveDelegate } from './remove-delegate.js'
import { createUpdateDelegate } from './update-delegate.js'

/** The operations by which somebody lets others look after a mailbox. */
export function delegateOperations(service: Service): readonly Operation[] {
  return [
    createGetDelegate(service),
    createAddDelegate(service),
    createUpdateDelegate(service),
    createRemoveDelegate(service),
  ]
}
