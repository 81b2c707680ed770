import type { ReadyDocument } from '../../../doors/index.js'
import type { Ask } from './ask.js'
import type { Door, JournalQuery, ScenarioEntry } from './decorated-meeting.js'
import { soapPerson } from './soap-person.js'

/** Seconds that the admin API waits for a first entry. */
const WAIT_S = 30

/** The door of someone in any language: the admin API and hand-written SOAP, all of it plain HTTP. */
export function adminApiDoor(ask: Ask, ready: ReadyDocument): Door {
  return {
    alice: soapPerson(ask, ready, 'alice'),
    bob: soapPerson(ask, ready, 'bob'),
    async journal(query: JournalQuery) {
      const filters = new URLSearchParams({ ...query, wait: String(WAIT_S), texts: 'false' })
      const page = await ask({ method: 'GET', url: `${ready.admin}/v1/journal?${filters.toString()}` })
      return (JSON.parse(page) as { entries: readonly ScenarioEntry[] }).entries
    },
  }
}

/** Prepares a node by the admin API; gives the document that it is to be started with. */
export function prepareNode(ask: Ask, ready: ReadyDocument, directory: string): Promise<string> {
  return ask({
    method: 'POST',
    url: `${ready.admin}/v1/subjects`,
    contentType: 'application/json',
    body: JSON.stringify({ node: 1, stateDir: directory, sharedDir: directory }),
  })
}
