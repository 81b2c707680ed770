import { formatInstant, parseInstant } from '../../time-and-chance/clock.js'
import { type XmlElement, at, textAt } from '../../xml/element.js'
import { element, textElement } from '../../xml/write.js'
import type { EwsConnection } from '../ews-connection.js'
import { requireSuccess } from '../soap.js'

/** The out-of-office settings of a mailbox as EWS has them. */
export interface OofSettings {
  readonly state: 'Disabled' | 'Enabled' | 'Scheduled'
  readonly externalAudience: 'None' | 'Known' | 'All'
  /** Epoch milliseconds; only `Scheduled` heeds them. */
  readonly duration?: { readonly from: number; readonly until: number } | undefined
  readonly internalReply: string
  readonly externalReply: string
}

/** ews.md 4.13 · reads the out-of-office settings of a mailbox; only its owner may. */
export async function getUserOofSettings(ews: EwsConnection, mail: string): Promise<OofSettings> {
  const response = await ews.ask(element('m:GetUserOofSettingsRequest', {}, mailbox(mail)))
  requireOwn(response)
  const settings = at(response, 'OofSettings')
  const from = textAt(settings, 'Duration', 'StartTime')
  const until = textAt(settings, 'Duration', 'EndTime')
  return {
    state: (textAt(settings, 'OofState') ?? 'Disabled') as OofSettings['state'],
    externalAudience: (textAt(settings, 'ExternalAudience') ?? 'None') as OofSettings['externalAudience'],
    duration: from && until ? { from: parseInstant(from), until: parseInstant(until) } : undefined,
    internalReply: textAt(settings, 'InternalReply', 'Message') ?? '',
    externalReply: textAt(settings, 'ExternalReply', 'Message') ?? '',
  }
}

/** ews.md 4.13 · replaces the out-of-office settings of a mailbox; only its owner may. */
export async function setUserOofSettings(
  ews: EwsConnection,
  mail: string,
  settings: OofSettings,
): Promise<void> {
  const { duration } = settings
  const span = duration && [
    textElement('t:StartTime', formatInstant(duration.from)),
    textElement('t:EndTime', formatInstant(duration.until)),
  ]
  const written = element(
    't:UserOofSettings',
    {},
    textElement('t:OofState', settings.state),
    textElement('t:ExternalAudience', settings.externalAudience),
    span === undefined ? '' : element('t:Duration', {}, ...span),
    element('t:InternalReply', {}, textElement('t:Message', settings.internalReply)),
    element('t:ExternalReply', {}, textElement('t:Message', settings.externalReply)),
  )
  requireOwn(await ews.ask(element('m:SetUserOofSettingsRequest', {}, mailbox(mail), written)))
}

function mailbox(mail: string): string {
  return element('t:Mailbox', {}, textElement('t:Address', mail))
}

/** These two operations answer with one message, not with a list of them. */
function requireOwn(response: XmlElement): void {
  const message = at(response, 'ResponseMessage')
  if (message) requireSuccess(message)
}
