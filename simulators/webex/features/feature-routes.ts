import { z } from 'zod'
import { put, type Core } from '../../core/index.js'
import { features, type Feature } from '../records/features.js'
import { ok, type Answer } from '../rest/answer.js'
import { forbidden, notFound } from '../rest/rest-fault.js'
import { bearer, route, type Call, type Route } from '../rest/route.js'
import { featuresOf, renderFeature } from './features-of.js'

const FEATURES_PATH = '/feature/api/v1/features/users/:userId'

const toggle = z.looseObject({
  key: z.string().min(1),
  val: z.union([z.string(), z.boolean(), z.number()]).transform(String),
  mutable: z.coerce.boolean().default(true),
})
/** The SDK names developer toggles `DEV` here. @observed @webex/internal-plugin-feature 3.12.0 */
const toggles = z.array(toggle.extend({ type: z.enum(['USER', 'DEV']).default('USER') })).min(1)

type Toggle = z.output<typeof toggle>
type Owned = Pick<Call<unknown, unknown>, 'who' | 'param'>

/** `/feature/api/v1`: the toggles of a person, which all of the person's clients follow. @source webex.md 12 */
export function featureRoutes(core: Core): readonly Route[] {
  const { world, clock } = core
  return [
    route({
      method: 'GET',
      path: FEATURES_PATH,
      access: bearer(),
      handle: (call) => ok(featuresOf(core, owner(call))),
    }),
    ...(['user', 'developer'] as const).flatMap((type) => togglesOf(type)),
    route({
      method: 'POST',
      path: `${FEATURES_PATH}/toggles`,
      access: bearer(),
      body: toggles,
      handle: setAll,
    }),
  ]

  function togglesOf(type: Feature['type']): readonly Route[] {
    const path = `${FEATURES_PATH}/${type}`
    return [
      route({
        method: 'GET',
        path: `${path}/:key`,
        access: bearer(),
        handle(call) {
          const found = world.get(features, `${owner(call)}/${type}/${call.param('key')}`)
          if (found === undefined) throw notFound()
          return ok(renderFeature(found))
        },
      }),
      route({
        method: 'POST',
        path,
        access: bearer(),
        body: toggle,
        handle: (call) => ok(renderFeature(set(call, toFeature(owner(call), type, call.body)))),
      }),
    ]
  }

  function setAll(call: Call<z.output<typeof toggles>, undefined>): Answer {
    const userId = owner(call)
    const changed = call.body.map(({ type, ...one }) =>
      toFeature(userId, type === 'USER' ? 'user' : 'developer', one),
    )
    const writes = changed.map((feature) => put(features, feature))
    world.commit({ cause: call.cause, reason: 'features changed', writes })
    return ok({ featureToggles: changed.map(renderFeature) })
  }

  function set({ cause }: Pick<Call<unknown, unknown>, 'cause'>, feature: Feature): Feature {
    world.commit({ cause, reason: 'feature changed', writes: [put(features, feature)] })
    return feature
  }

  function toFeature(userId: string, type: Feature['type'], { key, val, mutable }: Toggle): Feature {
    return { userId, type, key, val, mutable, modified: clock.now() }
  }

  /** The person in the path, who asks. */
  function owner({ who, param }: Owned): string {
    const userId = param('userId')
    if (userId !== who().id && !who().isFullAdministrator) throw forbidden()
    return userId
  }
}
