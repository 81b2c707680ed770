// Made by scripts/ad-schema/generate.mjs; change the script, not this file.
import type { ClassExtension } from '../rows.js'

export const EXCHANGE_EXTENSIONS: readonly ClassExtension[] = [
  ['mailRecipient', 'mayContain', 'msExchRecipientTypeDetails msExchRecipientDisplayType targetAddress msExchHideFromAddressLists msExchMasterAccountSid msExchPoliciesIncluded mailNickname extensionAttribute1 extensionAttribute15 msExchResourceCapacity msExchResourceMetaData msExchResourceDisplay msExchResourceSearchProperties msExchRemoteRecipientType proxyAddresses mail displayName msExchVersion publicDelegatesBL'],
  ['container', 'possSuperiors', 'msExchAdminGroup msExchOrganizationContainer msExchExchangeServer msExchServersContainer'],
  ['user', 'auxiliaryClass', 'msExchMailStorage'],
]
