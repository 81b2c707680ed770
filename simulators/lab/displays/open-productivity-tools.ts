import type { Schedule } from '../../../clients/index.js'
import { LabError } from '../../core/index.js'
import type { LabMeeting, LabPerson } from '../people/lab-person.js'
import type { DisplaySources } from './display-sources.js'

/** The plug-in in the Outlook of one person. */
export interface LabProductivityTools {
  /** Schedules a meeting in the person's own room, with no connector to help. */
  schedules(meeting: Schedule): Promise<LabMeeting>
}

export function openProductivityTools(sources: DisplaySources, alias: string): LabProductivityTools {
  const person = personOf(sources, alias)
  const personalRoom = () => sources.webex.joinDetailsOf(person.mail)
  return {
    async schedules(meeting) {
      const { createProductivityTools } = await import('../../tms/index.js')
      return createProductivityTools({ person, personalRoom }).schedules(meeting)
    },
  }
}

function personOf({ people, ready }: DisplaySources, alias: string): LabPerson {
  const known = ready().users.map(({ upn }) => upn.split('@')[0])
  const person = known.includes(alias) ? people()[alias] : undefined
  if (person !== undefined) return person
  throw new LabError('PERSON_UNKNOWN', {
    message: `There is no ${alias} in this lab's organization.`,
    hint: `Its people are ${known.slice(0, 5).join(', ')}${known.length > 5 ? ', …' : ''}.`,
  })
}
