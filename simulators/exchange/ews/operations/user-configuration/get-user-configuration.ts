import type { CallOperation } from '../../operation.js'
import { responseMessages, success } from '../../response-message.js'
import { answerEach } from '../item-error.js'
import { child } from '../request-parts.js'
import type { Service } from '../service.js'
import { renderConfiguration } from './configuration-parts.js'
import { existing, findConfiguration } from './named-configuration.js'

/** GetUserConfiguration: a settings document that is hidden in a folder. @source XSD; MS-OXWSUSRCFG 3.1.4.3 */
export function createGetUserConfiguration({ store }: Service): CallOperation {
  return {
    name: 'GetUserConfiguration',
    handle(call) {
      const messages = answerEach([call.request], (request) => {
        const name = child(request, 'UserConfigurationName') ?? {}
        const document = existing(findConfiguration(store, call, { element: name, needs: 'read' }))
        const asked = request['UserConfigurationProperties'] as readonly string[]
        return success({ UserConfiguration: renderConfiguration(store, document, { name, asked }) })
      })
      return responseMessages('GetUserConfiguration', messages)
    },
  }
}
