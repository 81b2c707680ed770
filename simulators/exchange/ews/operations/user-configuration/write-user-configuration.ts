import { remove, type Write } from '../../../../core/index.js'
import type { CalendarStore } from '../../../calendar/store.js'
import { configurationKey, userConfigurations } from '../../../calendar/user-configurations.js'
import type { CallOperation } from '../../operation.js'
import { responseMessages, success } from '../../response-message.js'
import type { EwsObject } from '../../tree.js'
import { answerEach, ItemError } from '../item-error.js'
import { child } from '../request-parts.js'
import type { Service } from '../service.js'
import { readParts } from './configuration-parts.js'
import {
  configurationWrites,
  existing,
  findConfiguration,
  type NamedConfiguration,
} from './named-configuration.js'

/** What a call makes of the document that it names; `element` is its `t:UserConfiguration`. */
type Effect = (store: CalendarStore, named: NamedConfiguration, element: EwsObject) => readonly Write[]

/** CreateUserConfiguration. @source MS-OXWSUSRCFG 3.1.4.1; @inferred the code for a name that is taken */
export function createCreateUserConfiguration({ store }: Service): CallOperation {
  return writing(store, 'CreateUserConfiguration', (_store, { found, ...at }, element) => {
    if (found !== undefined) throw new ItemError('ErrorItemSave')
    return configurationWrites(store, { ...at, ...readParts(element) })
  })
}

/** UpdateUserConfiguration: replaces the parts that it brings. @source MS-OXWSUSRCFG 3.1.4.4 */
export function createUpdateUserConfiguration({ store }: Service): CallOperation {
  return writing(store, 'UpdateUserConfiguration', (_store, named, element) =>
    configurationWrites(store, { ...existing(named), ...readParts(element) }),
  )
}

/** DeleteUserConfiguration. @source MS-OXWSUSRCFG 3.1.4.2 */
export function createDeleteUserConfiguration({ store }: Service): CallOperation {
  return writing(store, 'DeleteUserConfiguration', (_store, named) => {
    existing(named)
    return [remove(userConfigurations, configurationKey(named, named.name), 'UserConfigurationDeleted')]
  })
}

function writing(store: CalendarStore, name: string, effect: Effect): CallOperation {
  return {
    name,
    handle(call) {
      const messages = answerEach([call.request], (request) => {
        const element = child(request, 'UserConfiguration') ?? {}
        const named = child(request, 'UserConfigurationName') ?? child(element, 'UserConfigurationName') ?? {}
        const place = findConfiguration(store, call, { element: named, needs: 'own' })
        const writes = effect(store, place, element)
        store.world.commit({ cause: call.interaction.id, reason: name, writes })
        return success()
      })
      return responseMessages(name, messages)
    },
  }
}
