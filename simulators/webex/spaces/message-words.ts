import type { World } from '../../core/index.js'
import { hydraId, parseHydraId } from '../hydra-id.js'
import { personByEmail } from '../people/find-people.js'
import type { Message } from '../records/spaces.js'
import { people } from '../records/people.js'
import { isMember } from './find-spaces.js'
import { renderMarkdown, type FindMentioned } from './markdown.js'

type Words = Pick<Message, 'text' | 'markdown' | 'html' | 'mentionedPeople' | 'isForAll'>

/**
 * What a message says, from what was sent: Markdown goes before text, which then is what clients show that know
 * none. Only who is in the space can be mentioned.
 */
export function wordsOf(
  world: World,
  roomId: string,
  { text, markdown }: { readonly text?: string | undefined; readonly markdown?: string | undefined },
): Words {
  if (markdown === undefined) {
    return { text: text ?? null, markdown: null, html: null, mentionedPeople: [], isForAll: false }
  }
  const rendered = renderMarkdown(markdown, finder(world, roomId))
  const { html, mentionedPeople, isForAll } = rendered
  return { text: text ?? rendered.text, markdown, html, mentionedPeople, isForAll }
}

function finder(world: World, roomId: string): FindMentioned {
  return ({ by, value }) => {
    const person =
      by === 'personEmail'
        ? personByEmail(world, value)
        : world.get(people, parseHydraId('PEOPLE', value) ?? '')
    if (person === undefined || !isMember(world, person.id, roomId)) return undefined
    return { id: person.id, publicId: hydraId('PEOPLE', person.id), displayName: person.displayName }
  }
}
