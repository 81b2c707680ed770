import type { AutomaticReplies } from '../../../ports/exchange.js'
import { parseInstant } from '../../../time-and-chance/instants.js'
import { escapeXml, find, textAt, type XmlElement } from '../../xml.js'
import { requireSuccess } from '../soap.js'

/** @source ews.md 4.13 */
export function renderGetUserOofSettings(address: string): string {
  return `<m:GetUserOofSettingsRequest><t:Mailbox><t:Address>${escapeXml(address)}</t:Address></t:Mailbox></m:GetUserOofSettingsRequest>`
}

/** State, period and audience. The texts of the replies are not even read (HC-183). */
export function parseGetUserOofSettings(response: XmlElement): AutomaticReplies {
  requireSuccess(find(response, 'ResponseMessage'))
  const settings = find(response, 'OofSettings')
  const at = (...path: string[]): string => (settings === null ? '' : textAt(settings, ...path))
  return {
    state: oneOf(['Enabled', 'Scheduled'], at('OofState')) ?? 'Disabled',
    externalAudience: oneOf(['Known', 'All'], at('ExternalAudience')) ?? 'None',
    start: parseInstant(at('Duration', 'StartTime')),
    end: parseInstant(at('Duration', 'EndTime')),
  }
}

function oneOf<T extends string>(known: readonly T[], text: string): T | undefined {
  return known.find((one) => one === text)
}
