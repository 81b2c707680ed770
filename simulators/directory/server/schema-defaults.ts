import { guidToBytes } from '../names/guid.js'
import type { Values } from '../tree/object-defaults.js'
import type { Draft } from './draft.js'

const NOT_REPLICATED = 0x1

/** `Mail-Recipient` is mailRecipient: the display name that a common name makes. @source MS-ADTS 3.1.1.2.3.4 */
function displayNameOf(commonName: string): string {
  const joined = commonName
    .split(/[-_ ]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
  return joined.charAt(0).toLowerCase() + joined.slice(1)
}

/** What the directory gives to a new attribute or class that the client did not. @source MS-ADTS 3.1.1.5.2.4 */
export function schemaDefaults(draft: Draft, commonName: string, newId: () => string): Values {
  const isAttribute = draft.isOfClass('attributeSchema')
  if (!isAttribute && !draft.isOfClass('classSchema')) return {}
  const isBackLink = Number(draft.first('linkID') ?? 0) % 2 === 1
  return {
    lDAPDisplayName: [displayNameOf(commonName)],
    adminDisplayName: [commonName],
    schemaIDGUID: [guidToBytes(newId()).toString('latin1')],
    ...(isBackLink ? { systemFlags: [String(NOT_REPLICATED)] } : {}),
    ...(isAttribute
      ? { isSingleValued: ['TRUE'], 'msDS-IntId': [String(internalId(newId()))] }
      : {
          objectClassCategory: ['1'],
          rDNAttID: ['cn'],
          defaultObjectCategory: [`CN=${commonName},${draft.tree.forest.schemaDn}`],
        }),
  }
}

/** A number of 0x80000000 to 0xBFFFFFFF, by which controllers name the attribute among themselves. */
function internalId(id: string): number {
  return (guidToBytes(id).readUInt32LE(0) & 0x3fff_ffff) | 0x8000_0000
}
