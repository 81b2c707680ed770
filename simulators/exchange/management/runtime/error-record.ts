import { createHash } from 'node:crypto'
import type { Cmdlet } from '../cmdlet.js'
import type { ManagementServices } from '../management-services.js'
import type { ErrorRecord } from '../output/output.js'
import type { ShellError } from '../shell-error.js'
import { momentText } from '../values.js'

/** A refusal with all that the shell says of it. */
export function errorRecord(
  { message, facts }: ShellError,
  cmdlet: Cmdlet | undefined,
  services: ManagementServices,
): ErrorRecord {
  return {
    message,
    ...facts,
    cmdlet: cmdlet?.name ?? '',
    fullyQualifiedErrorId: facts.errorId ?? errorIdOf(message, { facts, cmdlet, services }),
  }
}

interface Circumstances {
  readonly facts: ShellError['facts']
  readonly cmdlet: Cmdlet | undefined
  readonly services: ManagementServices
}

/**
 * Eight digits that stand for the error, and the class of the cmdlet; since 2013 the server, the request and the kind of failure come before.
 * @observed errors printed in support threads of 2010 and of 2013 to 2019
 */
function errorIdOf(message: string, { facts, cmdlet, services }: Circumstances): string {
  const digits = createHash('sha256').update(`${facts.reason}:${message}`).digest('hex').slice(0, 8)
  const id = `${digits.toUpperCase()},${cmdlet?.className ?? ''}`
  const { core, product, requestIds, serverName } = services
  if (product.build.major < 15) return id
  const request = `[Server=${serverName.toUpperCase()},RequestId=${requestIds.uuid()},TimeStamp=${momentText(core.clock.now())}]`
  return `${request} [FailureCategory=Cmdlet-${facts.reason}] ${id}`
}
