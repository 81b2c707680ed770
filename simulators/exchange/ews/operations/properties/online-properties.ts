import type { EventFields, EventItem } from '../../../calendar/item.js'
import type { EwsValue } from '../../tree.js'
import { ItemError } from '../item-error.js'
import {
  absentProperty,
  CALENDAR_ITEM,
  eventProperty,
  WITH_TIMES,
  type Property,
  type PropertyOptions,
  type Setter,
} from './property.js'
import { inEvent, withoutEventField } from './setters.js'

/** The link that Lync and Teams keep on a meeting; EWS shows it under a name of its own. @inferred */
const EXTERNAL_LINK = '{00020329-0000-0000-c000-000000000046}/OnlineMeetingExternalLink:String'

/** Online meetings, as far as a calendar knows of them. @source ews.md 5.1 */
export const ONLINE_PROPERTIES: readonly Property[] = [
  event('calendar:ConferenceType', 'conferenceType', { set: inEvent('conferenceType') }),
  event('calendar:IsOnlineMeeting', 'isOnlineMeeting', { set: setOnline() }),
  event('calendar:MeetingWorkspaceUrl', 'meetingWorkspaceUrl', {
    set: inEvent('meetingWorkspaceUrl'),
    clear: withoutEventField('meetingWorkspaceUrl'),
  }),
  event('calendar:NetShowUrl', 'netShowUrl', {
    set: inEvent('netShowUrl'),
    clear: withoutEventField('netShowUrl'),
  }),
  eventProperty('calendar:JoinOnlineMeetingUrl', ({ item }) => item.extended[EXTERNAL_LINK]?.value, {
    kinds: CALENDAR_ITEM,
    shape: 'asked',
    since: 2013,
  }),
  absentProperty('calendar:OnlineMeetingSettings', 'Lync meetings', { kinds: CALENDAR_ITEM, since: 2013 }),
]

function event(uri: string, field: keyof EventFields, options: PropertyOptions<EventItem>): Property {
  return eventProperty(uri, ({ item }) => item.event[field] as EwsValue, { kinds: WITH_TIMES, ...options })
}

/** Since 2016 clients cannot say so. @source MS-OXWSMTGS appendix C <17> */
function setOnline(): Setter<EventItem> {
  const set = inEvent('isOnlineMeeting')
  return (item, value, writing) => {
    if (!writing.store.product.takesIsOnlineMeeting) throw new ItemError('ErrorInvalidPropertySet')
    return set(item, value, writing)
  }
}
