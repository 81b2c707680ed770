import type { Lab, People, ReferenceConnector } from '../../doors/index.js'
import { expect } from '../../doors/vitest/index.js'

/** Compiled, never run: `npm run types` fails when a line that should be refused is not. */
export async function refused(
  lab: Lab,
  { alice, bob }: People,
  connector: ReferenceConnector,
): Promise<void> {
  const meeting = await alice.schedules({ subject: 'Planning' })
  await expect(meeting).toBeDecoratedBy({ endpointSets: ['node1'] })
  await expect(bob).toHaveReceived({ subject: 'Planning', isCancelled: true })
  await expect(connector).not.toHaveReceived({ operation: 'GetItem' }, { withinMs: 5 })
  // @ts-expect-error a lab is asked things, meetings come to people
  await expect(lab).toHaveReceived({ subject: 'Planning' })
  // @ts-expect-error only a meeting is decorated
  await expect(lab).toBeDecoratedBy(connector)
  // @ts-expect-error a meeting is looked up by its subject or UID
  await expect(bob).toHaveReceived({ location: 'Room 5' })
}
