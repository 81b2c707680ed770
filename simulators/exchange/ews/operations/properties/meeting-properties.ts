import type { Instant } from '../../../../core/index.js'
import type { MeetingMessage, ProposedTime } from '../../../calendar/item.js'
import type { EwsValue } from '../../tree.js'
import { meetingProperty, type Property } from './property.js'
import { renderTime, type ItemView } from './view.js'

/** What answers to requests tell. @source ews.md 5.3 */
export const MEETING_PROPERTIES: readonly Property[] = [
  meetingProperty('meeting:ResponseType', responseType, { shape: 'Default' }),
  proposed('meeting:ProposedStart', ({ start }) => start),
  proposed('meeting:ProposedEnd', ({ end }) => end),
]

/** Exchange 2010 says nothing until there is an answer. @source ews.md 1.7 */
function responseType({ item, reading: { store } }: ItemView<MeetingMessage>): EwsValue {
  const isAnswered = !['Unknown', 'NoResponseReceived'].includes(item.event.myResponse)
  return isAnswered || !store.product.hidesOpenResponse ? item.event.myResponse : undefined
}

function proposed(uri: string, pick: (time: ProposedTime) => Instant): Property {
  return meetingProperty(
    uri,
    ({ item, reading }) => {
      const time = item.meeting.proposed
      return time === undefined ? undefined : renderTime(reading, pick(time))
    },
    { kinds: ['MeetingResponse'], since: 2013 },
  )
}
