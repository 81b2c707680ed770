import type { ExternalAudience } from '../../../calendar/out-of-office.js'
import type { CallOperation } from '../../operation.js'
import { success } from '../../response-message.js'
import type { Service } from '../service.js'
import { answerOne } from './answer-one.js'
import { renderOofSettings } from './oof-settings.js'
import { ownMailbox } from './own-mailbox.js'

/** Whom the organization lets replies go to outside of it (ExternalOofOptions of the mailbox); the default. */
const ALLOW_EXTERNAL: ExternalAudience = 'All'

/** GetUserOofSettings: the caller's own automatic replies. @source ews.md 4.13, MS-OXWOOF 3.1.4.1 */
export function createGetUserOofSettings({ store }: Service): CallOperation {
  return {
    name: 'GetUserOofSettings',
    handle: (call) =>
      answerOne(() => ({
        ResponseMessage: success(),
        OofSettings: renderOofSettings(store.outOfOffice(ownMailbox(store, call)), store.clock.now()),
        AllowExternalOof: ALLOW_EXTERNAL,
      })),
  }
}
