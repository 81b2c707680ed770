import type { Person, PersonOptions } from '../../../clients/index.js'
import { Lazy } from '../../core/index.js'

/** A person whose client is loaded with the first thing they do. */
export function createLazyPerson(options: PersonOptions): Person {
  const client = new Lazy(async () => (await import('../../../clients/index.js')).createPerson(options))
  return {
    mail: options.mail,
    schedules: async (meeting) => (await client.get()).schedules(meeting),
    changes: async (meeting, changes) => (await client.get()).changes(meeting, changes),
    changesOccurrence: async (meeting, number, changes) =>
      (await client.get()).changesOccurrence(meeting, number, changes),
    cancels: async (meeting) => (await client.get()).cancels(meeting),
    answers: async (meeting, answer, text) => (await client.get()).answers(meeting, answer, text),
    sees: async (subjectOrUid) => (await client.get()).sees(subjectOrUid),
    seesAll: async (subjectOrUid) => (await client.get()).seesAll(subjectOrUid),
    setsAutomaticReplies: async (replies) => (await client.get()).setsAutomaticReplies(replies),
    automaticReplies: async () => (await client.get()).automaticReplies(),
    availability: async (people, window) => (await client.get()).availability(people, window),
    [Symbol.asyncDispose]: async () => (await client.begun())?.[Symbol.asyncDispose](),
  }
}
