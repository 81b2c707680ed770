import type { LogonFailure } from '../accounts/logon.js'
import { result } from './result-code.js'
import type { LdapResult } from './response.js'

/** Windows Server 2019; DSIDs differ by build and mean nothing to a client. */
const BUILD = 'v4563'

/** The sub-code of each refused log-on. @source ldap.md 3 */
const LOGON_DATA: Readonly<Record<LogonFailure, string>> = {
  'no-such-user': '52e',
  'bad-password': '52e',
  'logon-hours': '530',
  workstation: '531',
  'password-expired': '532',
  disabled: '533',
  'account-expired': '701',
  'must-change': '773',
  'locked-out': '775',
}

/** A refused bind: always 49, the reason in the text, one NUL at its end. @observed public reports */
export function refusedLogon(reason: LogonFailure): LdapResult {
  const data = LOGON_DATA[reason]
  return result(
    'invalidCredentials',
    ldapError({ code: '80090308', dsid: '0C090439', comment: 'AcceptSecurityContext error', data }),
  )
}

/** NTLM by SASL or Sicily fails with another first code; a token that is none, with a third. @observed public reports */
export function refusedSecurityContext(reason: LogonFailure | 'malformed' | 'out-of-sequence'): LdapResult {
  const isToken = reason === 'malformed' || reason === 'out-of-sequence'
  return result(
    'invalidCredentials',
    ldapError({
      code: isToken ? '80090308' : '8009030C',
      dsid: '0C090569',
      comment: 'AcceptSecurityContext error',
      data: isToken ? '57' : LOGON_DATA[reason],
    }),
  )
}

/** A mechanism that nobody announced, or a choice of authentication that does not exist. @observed public reports */
export function unknownAuthentication(): LdapResult {
  const comment = 'Invalid Authentication method'
  return result('authMethodNotSupported', ldapError({ code: '00002027', dsid: '0C0905F4', comment }))
}

/** A log-on that would be in clear, where the policy wants signing. @observed public reports */
export function signingRequired(): LdapResult {
  const comment =
    'The server requires binds to turn on integrity checking if SSL\\TLS are not already active on the connection'
  return result('strongerAuthRequired', ldapError({ code: '00002028', dsid: '0C090276', comment }))
}

/** TLS and a layer of SASL exclude each other. @source MS-ADTS 5.1.2.1 · @observed public reports for the text */
export function sealingInsideTls(): LdapResult {
  const comment = 'Cannot start kerberos signing/sealing when using TLS/SSL'
  return result('unwillingToPerform', ldapError({ code: '00002029', dsid: '0C0904F2', comment }))
}

/** A bind that its connection does not allow. @source MS-ADTS 5.1.1.4 (ERROR_DS_INAPPROPRIATE_AUTH); @inferred the text */
export function inappropriateBind(): LdapResult {
  const comment = 'Only simple binds are allowed on a connection in fast bind mode'
  return result('unwillingToPerform', ldapError({ code: '00002029', dsid: '0C090606', comment }))
}

/** @observed public reports */
export function unknownExtension(): LdapResult {
  const comment = 'Unknown extended request OID'
  return result('protocolError', ldapError({ code: '0000203D', dsid: '0C090C7D', comment }))
}

export function bindRequired(): LdapResult {
  const comment = 'In order to perform this operation a successful bind must be completed on the connection.'
  return result('operationsError', ldapError({ code: '000004DC', dsid: '0C090A5A', comment: comment }))
}

export function controlRefused(): LdapResult {
  const text = ldapError({ code: '00000057', dsid: '0C090AE2', comment: 'Error processing control' })
  return result('unavailableCriticalExtension', text)
}

/** A control that the server has and cannot carry out now, such as a page whose cookie it does not know. @observed public reports */
export function unavailableExtension(): LdapResult {
  return result(
    'unavailableCriticalExtension',
    '00002040: SvcErr: DSID-031401E7, problem 5010 (UNAVAIL_EXTENSION), data 0\n\0',
  )
}

export function requestNotDecoded(): LdapResult {
  return result(
    'protocolError',
    ldapError({ code: '00000057', dsid: '0C090CF7', comment: 'Error decoding ldap message' }),
  )
}

export function attributeConversion(name: 'noSuchAttribute' | 'invalidAttributeSyntax'): LdapResult {
  return result(
    name,
    ldapError({ code: '00000057', dsid: '0C090D8A', comment: 'Error in attribute conversion operation' }),
  )
}

export function noSuchObject(bestMatch: string): LdapResult {
  const text = nameError(
    { code: '0000208D', dsid: '0310028B', problem: '2001 (NO_OBJECT)', data: '0' },
    bestMatch,
  )
  return result('noSuchObject', text, { matchedDn: bestMatch })
}

export function badName(text: string): LdapResult {
  return result(
    'invalidDNSyntax',
    nameError({ code: '0000208F', dsid: '03100225', problem: '2006 (BAD_NAME)', data: '8350' }, text),
  )
}

/** A base that no naming context of the forest holds. */
export function foreignName(dnsName: string, dn: string): LdapResult {
  const text = `0000202B: RefErr: DSID-0310084A, data 0, 1 access points\n\tref 1: '${dnsName}'\n\0`
  return result('referral', text, { referrals: [`ldap://${dnsName}/${dn}`] })
}

export function accessDenied(): LdapResult {
  return result(
    'insufficientAccessRights',
    '00002098: SecErr: DSID-031514A0, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0\n\0',
  )
}

/** Values that cannot be given, such as a range behind the last one. @source MS-ADTS 3.1.1.3.4.1.21 */
export function cannotRetrieve(): LdapResult {
  return result('operationsError', '00002121: SvcErr: DSID-03140B92, problem 5012 (DIR_ERROR), data 8481\n\0')
}

export function willNotPerform(): LdapResult {
  return result(
    'unwillingToPerform',
    '0000001F: SvcErr: DSID-031A126C, problem 5003 (WILL_NOT_PERFORM), data 0\n\0',
  )
}

interface ErrorText {
  readonly code: string
  readonly dsid: string
  readonly data?: string
}

function ldapError({ code, dsid, comment, data = '0' }: ErrorText & { readonly comment: string }): string {
  return `${code}: LdapErr: DSID-${dsid}, comment: ${comment}, data ${data}, ${BUILD}\0`
}

function nameError(
  { code, dsid, problem, data = '0' }: ErrorText & { readonly problem: string },
  match: string,
): string {
  return `${code}: NameErr: DSID-${dsid}, problem ${problem}, data ${data}, best match of:\n\t'${match}'\n\0`
}
