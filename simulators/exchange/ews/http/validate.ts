import type { Step } from '../../../core/index.js'
import { refusalOf, type ProductVersion } from '../../versions/index.js'
import { EwsFault } from '../ews-fault.js'
import type { OperationRegistry } from '../operation.js'
import { schemaFault } from '../soap/schema-fault.js'
import { known, type EwsExchange } from './ews-exchange.js'

/**
 * Refuses a body that breaks the schema, and operations that this server does not offer: they are known to the
 * schema and yet get no service, as from a server without the feature. @inferred the code of those that it knows
 */
export function validate(operations: OperationRegistry, product: ProductVersion): Step<EwsExchange> {
  return (exchange, next) => {
    const { violation, operation } = known(exchange.reading, 'envelope')
    if (violation !== undefined) throw schemaFault(violation)
    if (!operations.has(operation.name)) throw new EwsFault(refusalOf(operation.name, product))
    return next()
  }
}
