import type { LdapResult } from '../ldap/response.js'
import { result, type ResultName } from '../ldap/result-code.js'

/**
 * Why a write is refused: the Windows error at the beginning of the text, by which administrators look it up, and the
 * LDAP result it comes with.
 * @source MS-ADTS 3.1.1.5.2.2, 3.1.1.5.3.2, 3.1.1.5.4.1, 3.1.1.5.5.3; ldap.md 4; @observed the result codes: a domain
 * controller asked for each
 */
const REFUSALS = {
  attributeExists: ['attributeOrValueExists', '00002083', 'AtrErr', '1006 (ATT_OR_VALUE_EXISTS)'],
  noSuchValue: ['noSuchAttribute', '00002085', 'AtrErr', '1001 (NO_ATTRIBUTE_OR_VAL)'],
  secondValue: ['attributeOrValueExists', '00002081', 'AtrErr', '1006 (ATT_OR_VALUE_EXISTS)'],
  severalValues: ['constraintViolation', '00002081', 'AtrErr', '1005 (CONSTRAINT_ATT_TYPE)'],
  outOfRange: ['constraintViolation', '00002082', 'AtrErr', '1005 (CONSTRAINT_ATT_TYPE)'],
  systemOnly: ['constraintViolation', '000020B1', 'AtrErr', '1005 (CONSTRAINT_ATT_TYPE)'],
  missingReference: ['constraintViolation', '000020B5', 'AtrErr', '1005 (CONSTRAINT_ATT_TYPE)'],
  nameInUse: ['constraintViolation', '000021C8', 'AtrErr', '1005 (CONSTRAINT_ATT_TYPE)'],
  serviceNameInUse: ['constraintViolation', '000021C7', 'AtrErr', '1005 (CONSTRAINT_ATT_TYPE)'],
  badAccountName: ['constraintViolation', '00000523', 'AtrErr', '1005 (CONSTRAINT_ATT_TYPE)'],
  badPassword: ['constraintViolation', '0000052D', 'AtrErr', '1005 (CONSTRAINT_ATT_TYPE)'],
  wrongPassword: ['constraintViolation', '00000056', 'AtrErr', '1005 (CONSTRAINT_ATT_TYPE)'],
  computed: ['constraintViolation', '000020B1', 'AtrErr', '1005 (CONSTRAINT_ATT_TYPE)'],
  onRdn: ['notAllowedOnRDN', '00002016', 'UpdErr', '6004 (CANT_ON_RDN)'],
  onNonLeaf: ['notAllowedOnNonLeaf', '00002015', 'UpdErr', '6003 (CANT_ON_NON_LEAF)'],
  notInClass: ['objectClassViolation', '0000207D', 'UpdErr', '6002 (OBJ_CLASS_VIOLATION)'],
  mandatoryMissing: ['objectClassViolation', '0000207C', 'UpdErr', '6002 (OBJ_CLASS_VIOLATION)'],
  classRequired: ['objectClassViolation', '0000207B', 'UpdErr', '6002 (OBJ_CLASS_VIOLATION)'],
  classConflict: ['objectClassViolation', '00002014', 'UpdErr', '6002 (OBJ_CLASS_VIOLATION)'],
  nameExists: ['entryAlreadyExists', '00002071', 'UpdErr', '6005 (ENTRY_EXISTS)'],
  accountExists: ['entryAlreadyExists', '00000524', 'UpdErr', '6005 (ENTRY_EXISTS)'],
  memberExists: ['entryAlreadyExists', '00000562', 'UpdErr', '6005 (ENTRY_EXISTS)'],
  illegalSuperior: ['namingViolation', '00002099', 'NameErr', '2005 (NAMING_VIOLATION)'],
  wrongRdn: ['namingViolation', '00002073', 'NameErr', '2005 (NAMING_VIOLATION)'],
  emptyRdn: ['namingViolation', '0000209E', 'NameErr', '2005 (NAMING_VIOLATION)'],
  crossesContexts: ['affectsMultipleDSAs', '0000202B', 'SvcErr', '5012 (DIR_ERROR)'],
  noParent: ['other', '00002089', 'UpdErr', '5012 (DIR_ERROR)'],
  invalidAccountValue: ['other', '00000057', 'SvcErr', '5012 (DIR_ERROR)'],
  notAMember: ['unwillingToPerform', '00000561', 'SvcErr', '5003 (WILL_NOT_PERFORM)'],
  illegalModification: ['unwillingToPerform', '00002077', 'SvcErr', '5003 (WILL_NOT_PERFORM)'],
  ownedBySystem: ['unwillingToPerform', '0000209A', 'SvcErr', '5003 (WILL_NOT_PERFORM)'],
  badInstanceType: ['unwillingToPerform', '00002079', 'SvcErr', '5003 (WILL_NOT_PERFORM)'],
  noStructuralClass: ['unwillingToPerform', '0000207B', 'SvcErr', '5003 (WILL_NOT_PERFORM)'],
  cannotDelete: ['unwillingToPerform', '0000208C', 'SvcErr', '5003 (WILL_NOT_PERFORM)'],
  cannotRename: ['unwillingToPerform', '000020F6', 'SvcErr', '5003 (WILL_NOT_PERFORM)'],
  belowItself: ['unwillingToPerform', '000020D6', 'SvcErr', '5003 (WILL_NOT_PERFORM)'],
  badSchemaChange: ['unwillingToPerform', '000020E8', 'SvcErr', '5003 (WILL_NOT_PERFORM)'],
  duplicateOid: ['unwillingToPerform', '000020B6', 'SvcErr', '5003 (WILL_NOT_PERFORM)'],
  duplicateSchemaName: ['unwillingToPerform', '000020B7', 'SvcErr', '5003 (WILL_NOT_PERFORM)'],
  duplicateLink: ['unwillingToPerform', '000020F7', 'SvcErr', '5003 (WILL_NOT_PERFORM)'],
} as const satisfies Readonly<Record<string, readonly [ResultName, string, string, string]>>

export type WriteRefusal = keyof typeof REFUSALS

/** The refusal as the wire says it. DSIDs are places in a build of Windows and mean nothing to a client. */
export function writeRefused(refusal: WriteRefusal): LdapResult {
  const [name, code, family, problem] = REFUSALS[refusal]
  const text =
    family === 'AtrErr'
      ? `${code}: AtrErr: DSID-03190F80, #1:\n\t0: ${code}: DSID-03190F80, problem ${problem}, data 0\n\0`
      : `${code}: ${family}: DSID-031A1262, problem ${problem}, data 0\n\0`
  return result(name, text)
}
