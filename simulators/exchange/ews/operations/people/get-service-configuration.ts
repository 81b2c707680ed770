import type { CallOperation } from '../../operation.js'
import { success } from '../../response-message.js'
import type { EwsObject } from '../../tree.js'
import { child } from '../request-parts.js'
import type { Service } from '../service.js'
import { LARGE_AUDIENCE, LARGE_AUDIENCE_CAP, MAX_MESSAGE_SIZE, MAX_TIP_RECIPIENTS } from './service-limits.js'

/** Hours until a client asks for protection rules again. @source MS documentation, sample */
const REFRESH_HOURS = 24

/**
 * GetServiceConfiguration: what the organization offers besides mail. This one has mail tips; no telephony, no
 * protection rules, no policy nudges, no SharePoint. @source ews.md 4.16; @inferred one message for each name
 */
export function createGetServiceConfiguration({ store }: Service): CallOperation {
  return {
    name: 'GetServiceConfiguration',
    handle({ request }) {
      const requested = child(request, 'RequestedConfiguration')?.['ConfigurationName'] ?? []
      const names = new Set((requested as readonly (readonly string[])[]).flat())
      const domains = store.recipients.domains()
      const messages = [...names].map((name) => success(CONFIGURATIONS[name]?.(domains)))
      return success({ ResponseMessages: { ServiceConfigurationResponseMessageType: messages } })
    },
  }
}

const CONFIGURATIONS: Readonly<Record<string, (domains: readonly string[]) => EwsObject>> = {
  MailTips: (domains) => ({
    MailTipsConfiguration: {
      MailTipsEnabled: true,
      MaxRecipientsPerGetMailTipsRequest: MAX_TIP_RECIPIENTS,
      MaxMessageSize: MAX_MESSAGE_SIZE,
      LargeAudienceThreshold: LARGE_AUDIENCE,
      ShowExternalRecipientCount: false,
      InternalDomains: internal(domains),
      PolicyTipsEnabled: false,
      LargeAudienceCap: LARGE_AUDIENCE_CAP,
    },
  }),
  UnifiedMessagingConfiguration: () => ({
    UnifiedMessagingConfiguration: { UmEnabled: false, PlayOnPhoneDialString: '', PlayOnPhoneEnabled: false },
  }),
  ProtectionRules: (domains) => ({
    ProtectionRulesConfiguration: {
      '@RefreshInterval': REFRESH_HOURS,
      Rules: {},
      InternalDomains: internal(domains),
    },
  }),
  PolicyNudges: () => ({ PolicyNudgeRulesConfiguration: {} }),
  SharePointURLs: () => ({
    SharePointURLsConfiguration: { InternalSPMySiteHostURL: '', ExternalSPMySiteHostURL: '' },
  }),
}

function internal(domains: readonly string[]): EwsObject {
  return { Domain: domains.map((name) => ({ '@Name': name, '@IncludeSubdomains': false })) }
}
