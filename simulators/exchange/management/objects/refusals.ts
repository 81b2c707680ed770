import type { ManagementServices } from '../management-services.js'
import { ShellError } from '../shell-error.js'

type Where = Pick<ManagementServices, 'directory'>

/** The domain controller that a cmdlet talked to, as its errors name it. */
function controller({ directory }: Where): string {
  return directory.controllers.preferred.fqdn
}

/** @observed errors of the shell and of setup in support threads, while no domain controller answers */
export function directoryUnavailable(services: Where): ShellError {
  return new ShellError(
    `An Active Directory error 0x51 occurred when trying to check the suitability of server '${controller(services)}'. ` +
      "Error: 'Active directory response: The LDAP server is unavailable.'",
    { category: 'NotSpecified', reason: 'SuitabilityDirectoryException' },
  )
}

/** @observed errors of Get- and Set- cmdlets in support threads */
export function objectNotFound(services: Where, identity: string): ShellError {
  return new ShellError(
    `The operation couldn't be performed because object '${identity}' couldn't be found on '${controller(services)}'.`,
    { category: 'NotSpecified', reason: 'ManagementObjectNotFoundException' },
  )
}

/** @observed the same, for a name that several have */
export function objectAmbiguous(identity: string): ShellError {
  return new ShellError(
    `The operation couldn't be performed because '${identity}' matches multiple entries.`,
    { category: 'NotSpecified', reason: 'ManagementObjectAmbiguousException' },
  )
}

/** @observed errors of New- cmdlets in support threads */
export function objectExists(services: Where, distinguishedName: string): ShellError {
  return new ShellError(
    `Active Directory operation failed on ${controller(services)}. The object '${distinguishedName}' already exists.`,
    { category: 'NotSpecified', reason: 'ADObjectAlreadyExistsException' },
  )
}

/** @observed errors of Add-MailboxPermission; @inferred the same for every parameter that names who gets rights */
export function principalNotFound(identity: string): ShellError {
  return new ShellError(
    `User or group "${identity}" wasn't found. Please make sure you've typed it correctly.`,
    { category: 'InvalidArgument', reason: 'ManagementObjectNotFoundException' },
  )
}

/** @observed errors of Enable-Mailbox for somebody who has one */
export function wrongRecipientType(identity: string, type: string): ShellError {
  return new ShellError(
    'This task does not support recipients of this type. ' +
      `The specified recipient ${identity} is of type ${type}. ` +
      'Please make sure that this recipient matches the required recipient type for this task.',
    { category: 'InvalidArgument', reason: 'RecipientTaskException' },
  )
}

/** @observed errors of Set-Mailbox and New-Mailbox */
export function proxyAddressTaken(address: string, owner: string): ShellError {
  return new ShellError(
    `The proxy address "${address}" is already being used by the proxy addresses or LegacyExchangeDN of "${owner}". ` +
      'Please choose another proxy address.',
    { category: 'NotSpecified', reason: 'ProxyAddressExistsException' },
  )
}

/** @observed errors of New-Mailbox; @inferred the exception */
export function valueTaken(property: string, value: string): ShellError {
  return new ShellError(
    `The value "${value}" of property "${property}" is used by another recipient object. Please specify a unique value.`,
    { category: 'InvalidArgument', reason: 'RecipientTaskException' },
  )
}

/** @observed errors of Get-Mailbox and New-ManagementScope for a filter that cannot be read */
export function invalidFilter(why: string): ShellError {
  return new ShellError(
    `Invalid filter syntax. For a description of the filter parameter syntax see the command help. ${why}`,
    { category: 'InvalidArgument', reason: 'ParsingException' },
  )
}

/** Something that the product refuses, in words that are not known. @inferred the words and the exception */
export function refused(message: string, reason = 'TaskInvalidOperationException'): ShellError {
  return new ShellError(message, { category: 'InvalidOperation', reason })
}
