import { LabError } from '../../core/index.js'
import type { Tms } from '../../tms/index.js'
import type { DisplaySources } from './display-sources.js'

/** Its own account: one must not be shared with the connector. @source hybrid-calendar.md HC-013 */
const ACCOUNT = 'TMSXEService'

/** Installs TMS: an administrator gives its account the room mailboxes, and it reads them from then on. */
export async function openTms(sources: DisplaySources): Promise<Tms> {
  sources.needNetwork('TMS')
  const { exchange, rooms, serviceAccount } = sources.ready()
  const mailboxes = rooms.map(({ mail }) => mail)
  const username = `${ACCOUNT}@${serviceAccount.upn.split('@')[1]}`
  const password = `Tms-1${sources.core.ids.hex(16)}`
  await administer(sources, [
    `New-Mailbox -Name ${ACCOUNT} -Alias ${ACCOUNT} -UserPrincipalName ${username} -Password (ConvertTo-SecureString -String '${password}' -AsPlainText -Force)`,
    ...mailboxes.map(
      (room) => `Add-MailboxPermission -Identity ${room} -User ${ACCOUNT} -AccessRights FullAccess`,
    ),
  ])
  const { createTms } = await import('../../tms/index.js')
  return createTms({
    exchange: {
      url: exchange.ews,
      credentials: { username, password },
      authentication: 'ntlm',
      ca: sources.caPem,
    },
    rooms: mailboxes,
    now: () => sources.core.clock.now(),
  })
}

async function administer({ shell }: DisplaySources, commands: readonly string[]): Promise<void> {
  const outputs = await shell().run(commands.join('\n'))
  const refused = outputs.flatMap((output) => (output.kind === 'error' ? [output.error] : []))[0]
  if (refused === undefined) return
  throw new LabError('TMS_NOT_INSTALLED', {
    message: `TMS could not be installed: ${refused.cmdlet} was refused.`,
    hint: refused.message,
  })
}
