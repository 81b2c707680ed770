import { element, escapeXml } from '../../xml/write.js'
import type { EwsConnection } from '../ews-connection.js'
import type { ItemReference } from '../property-paths.js'
import { requireSuccess } from '../soap.js'

/** What someone who is invited says. */
export type MeetingAnswer = 'accept' | 'tentative' | 'decline'

const RESPONSE_OBJECTS: Readonly<Record<MeetingAnswer, string>> = {
  accept: 't:AcceptItem',
  tentative: 't:TentativelyAcceptItem',
  decline: 't:DeclineItem',
}

/** ews.md 4.5 · answers the invitation to a meeting in the caller's calendar and tells the organizer. */
export async function answerMeeting(
  ews: EwsConnection,
  item: ItemReference,
  { answer, text }: { readonly answer: MeetingAnswer; readonly text?: string | undefined },
): Promise<void> {
  const body = text === undefined ? '' : element('t:Body', { BodyType: 'Text' }, escapeXml(text))
  const reference = element('t:ReferenceItemId', { Id: item.itemId, ChangeKey: item.changeKey })
  const [message] = await ews.call(
    element(
      'm:CreateItem',
      { MessageDisposition: 'SendAndSaveCopy' },
      element('m:Items', {}, element(RESPONSE_OBJECTS[answer], {}, body, reference)),
    ),
  )
  if (message) requireSuccess(message)
}
