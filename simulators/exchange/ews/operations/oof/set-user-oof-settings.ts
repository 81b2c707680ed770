import type { CallOperation } from '../../operation.js'
import { success } from '../../response-message.js'
import { child } from '../request-parts.js'
import type { Service } from '../service.js'
import { answerOne } from './answer-one.js'
import { readOofSettings } from './oof-settings.js'
import { ownMailbox } from './own-mailbox.js'

/** SetUserOofSettings: replaces the caller's own automatic replies. @source ews.md 4.13, MS-OXWOOF 3.1.4.2 */
export function createSetUserOofSettings({ store }: Service): CallOperation {
  return {
    name: 'SetUserOofSettings',
    handle: (call) =>
      answerOne(() => {
        const mailbox = ownMailbox(store, call)
        const written = child(call.request, 'UserOofSettings') ?? {}
        const settings = readOofSettings(store, written, store.clock.now())
        store.setOutOfOffice(mailbox, settings, call.interaction.id)
        return { ResponseMessage: success() }
      }),
  }
}
