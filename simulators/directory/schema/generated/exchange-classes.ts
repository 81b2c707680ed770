// Made by scripts/ad-schema/generate.mjs; change the script, not this file.
import type { ClassRow } from '../rows.js'

export const EXCHANGE_CLASSES: readonly ClassRow[] = [
  ['msExchAdminGroup', '1.2.840.113556.1.5.7000.62.50011', 'top', 1, 'cn', 'ms-Exch-Admin-Group', '', 'msExchBaseClass', '', 'container msExchOrganizationContainer', '', '', '', 'legacyExchangeDN'],
  ['msExchAdminGroupContainer', '1.2.840.113556.1.5.7000.62.50019', 'container', 1, 'cn', 'ms-Exch-Admin-Group-Container', '', 'msExchBaseClass', '', 'container', '', '', '', ''],
  ['msExchBaseClass', '1.2.840.113556.1.5.7000.62.14', 'top', 3, 'cn', 'ms-Exch-Base-Class', '', '', '', '', '', '', '', 'msExchVersion'],
  ['msExchDynamicDistributionList', '1.2.840.113556.1.5.7000.62.12006', 'top', 1, 'cn', 'ms-Exch-Dynamic-Distribution-List', '', 'mailRecipient msExchBaseClass', '', 'builtinDomain container domainDNS organizationalUnit', '', '', '', 'msExchDynamicDLBaseDN msExchDynamicDLFilter'],
  ['msExchExchangeServer', '1.2.840.113556.1.5.7000.62.50009', 'server', 1, 'cn', 'ms-Exch-Exchange-Server', '', 'msExchBaseClass', '', 'msExchServersContainer', '', '', '', 'legacyExchangeDN msExchCurrentServerRoles msExchServerSite networkAddress versionNumber'],
  ['msExchMailStorage', '1.2.840.113556.1.5.7000.62.5', 'top', 3, 'cn', 'ms-Exch-Mail-Storage', '', '', '', '', '', '', '', 'homeMDB mDBUseDefaults msExchArchiveGUID msExchHomeServerName msExchMailboxGuid msExchUserAccountControl publicDelegates'],
  ['msExchMDB', '1.2.840.113556.1.5.7000.62.11002', 'top', 1, 'cn', 'ms-Exch-MDB', '', 'msExchBaseClass', '', 'container', '', '', '', 'homeMDBBL legacyExchangeDN'],
  ['msExchOrganizationContainer', '1.2.840.113556.1.5.7000.62.50020', 'container', 1, 'cn', 'ms-Exch-Organization-Container', '', 'msExchBaseClass', '', 'msExchConfigurationContainer', '', '', '', 'legacyExchangeDN'],
  ['msExchPrivateMDB', '1.2.840.113556.1.5.7000.62.11004', 'msExchMDB', 1, 'cn', 'ms-Exch-Private-MDB', '', 'msExchBaseClass', '', 'container', '', '', '', ''],
  ['msExchServersContainer', '1.2.840.113556.1.5.7000.62.50013', 'container', 1, 'cn', 'ms-Exch-Servers-Container', '', 'msExchBaseClass', '', 'msExchAdminGroup', '', '', '', ''],
]
