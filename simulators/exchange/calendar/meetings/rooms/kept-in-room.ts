import type { KeptInResource } from '../../calendar-processing.js'
import type { CalendarItem, ItemFields } from '../../item.js'
import { withSeries } from '../exceptions.js'

/**
 * What a resource keeps of a meeting, by default neither text nor subject; an occurrence that says nothing of its own
 * looks like its series. @source ews.md 5.4, row 2; Set-CalendarProcessing
 */
export function asRoomKeeps(kept: KeptInResource, copy: CalendarItem): CalendarItem {
  const organizer = kept.addOrganizerToSubject ? copy.event.organizer.name : ''
  const subject = kept.deleteSubject ? organizer : withOrganizer(organizer, copy.subject)
  const cleaned: CalendarItem = {
    ...copy,
    subject,
    ...(kept.deleteComments ? { body: { type: copy.body.type, text: '' } } : {}),
    ...(kept.deleteAttachments ? { attachments: [] } : {}),
    ...(kept.removePrivateProperty && copy.sensitivity === 'Private' ? { sensitivity: 'Normal' } : {}),
  }
  return withSeries(cleaned, (series) => ({
    ...series,
    exceptions: series.exceptions.map((exception) => ({
      ...exception,
      fields: ofException(kept, exception.fields, organizer),
    })),
  }))
}

function ofException(
  kept: KeptInResource,
  { subject, body, attachments, sensitivity, ...others }: Partial<ItemFields>,
  organizer: string,
): Partial<ItemFields> {
  const isPublic = kept.removePrivateProperty && sensitivity === 'Private'
  return {
    ...others,
    ...(subject === undefined || kept.deleteSubject ? {} : { subject: withOrganizer(organizer, subject) }),
    ...(body === undefined || kept.deleteComments ? {} : { body }),
    ...(attachments === undefined || kept.deleteAttachments ? {} : { attachments }),
    ...(sensitivity === undefined || isPublic ? {} : { sensitivity }),
  }
}

/** @inferred: the name goes before the subject, once */
function withOrganizer(organizer: string, subject: string): string {
  if (organizer === '' || subject === organizer || subject.startsWith(`${organizer} `)) return subject
  return [organizer, subject].filter((part) => part !== '').join(' ')
}
