import type { XmlElement } from '../../xml.js'

/** An id that no server knows: any answer to it, even ErrorInvalidIdMalformed, shows that Exchange is there. @source ews.md 4.1 */
export function renderConvertId(): string {
  return '<m:ConvertId DestinationFormat="EntryId"><m:SourceIds><t:AlternateId Format="EwsId" Id="DUMMY" Mailbox="probe@invalid"/></m:SourceIds></m:ConvertId>'
}

export function parseConvertId(_response: XmlElement): void {
  // reaching this line is the answer
}
