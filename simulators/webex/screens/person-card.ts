import type { WebexClient, WebexPerson } from '../../../clients/index.js'

/** Somebody as a screen shows them: beside the name stands how they are. */
export interface PersonCard {
  readonly name: string
  readonly mail: string
  /** As the presence service says it: `ooo`, `dnd`, `active`, …; `unknown` for people of other organizations. */
  readonly presence: string
  readonly isOutOfOffice: boolean
}

/** The spelling is inferred: webex.md 11. */
const OUT_OF_OFFICE = 'ooo'

export async function cardsOf(
  client: WebexClient,
  people: readonly WebexPerson[],
): Promise<readonly PersonCard[]> {
  const presences = await client.presence(people.map(({ id }) => id))
  return people.map(({ id, name, mail }) => {
    const presence = presences.get(id) ?? 'unknown'
    return { name, mail, presence, isOutOfOffice: presence === OUT_OF_OFFICE }
  })
}
