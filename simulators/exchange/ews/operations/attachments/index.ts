import type { Operation } from '../../operation.js'
import type { Service } from '../service.js'
import { createCreateAttachment } from './create-attachment.js'
import { createDeleteAttachment } from './delete-attachment.js'
import { createGetAttachment } from './get-attachment.js'

/** The operations on what is attached to items. */
export function attachmentOperations(service: Service): readonly Operation[] {
  return [createCreateAttachment(service), createGetAttachment(service), createDeleteAttachment(service)]
}
