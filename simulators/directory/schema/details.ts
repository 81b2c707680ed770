import { ATTRIBUTE_DETAILS } from './generated/attribute-details.js'
import { CLASS_DETAILS } from './generated/class-details.js'

/**
 * What the schema objects of the tables say beyond their rows. GUIDs are octets in latin1, the same in every forest;
 * the letters of `marks` are those of `scripts/ad-schema/read-details.mjs`. Long descriptions are left out.
 * @source Microsoft's published AD DS schema for Windows Server 2012 R2; ad-golden exchange-schema-subset.ldif
 */
export interface AttributeDetails {
  readonly cn: string
  readonly schemaIdGuid: string
  /** Names the property set that the attribute belongs to; empty for none. */
  readonly securityGuid: string
  readonly mapiId: string
  readonly adminDisplayName: string
  readonly marks: string
}

export interface ClassDetails {
  readonly cn: string
  readonly schemaIdGuid: string
  readonly systemFlags: string
  readonly adminDisplayName: string
  readonly marks: string
  /** In the language of security descriptors; empty where the class has none. */
  readonly defaultSecurityDescriptor: string
}

/** By lDAPDisplayName. */
export function readAttributeDetails(): ReadonlyMap<string, AttributeDetails> {
  return readLines(
    ATTRIBUTE_DETAILS,
    ([cn = '', id = '', security = '', mapiId = '', display = '', marks = '']) => ({
      cn,
      schemaIdGuid: octets(id),
      securityGuid: octets(security),
      mapiId,
      adminDisplayName: display === '' ? cn : display,
      marks,
    }),
  )
}

/** By lDAPDisplayName. */
export function readClassDetails(): ReadonlyMap<string, ClassDetails> {
  return readLines(
    CLASS_DETAILS,
    ([cn = '', id = '', systemFlags = '', display = '', marks = '', defaultSecurityDescriptor = '']) => ({
      cn,
      schemaIdGuid: octets(id),
      systemFlags,
      adminDisplayName: display === '' ? cn : display,
      marks,
      defaultSecurityDescriptor,
    }),
  )
}

function readLines<Details>(text: string, read: (cells: readonly string[]) => Details): Map<string, Details> {
  return new Map(
    text
      .trim()
      .split('\n')
      .map((line) => {
        const [name = '', ...cells] = line.split('|')
        return [name, read(cells)] as const
      }),
  )
}

function octets(base64: string): string {
  return Buffer.from(base64, 'base64').toString('latin1')
}
