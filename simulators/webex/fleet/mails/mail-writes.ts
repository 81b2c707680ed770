import { put, type Core, type Write } from '../../../core/index.js'
import { mails, type Mail } from '../../records/mails.js'
import { people } from '../../records/people.js'
import { settingsOf } from '../settings/settings-of.js'

type Letter = Pick<Mail, 'kind' | 'subject' | 'text'>

/** A mail to whoever has asked for mail about the service. @source hybrid-calendar.md HC-267 */
export function mailToAdministrators(core: Core, orgId: string, letter: Letter): readonly Write[] {
  const { adminMailSubscribers } = settingsOf(core.world, orgId)
  const to =
    adminMailSubscribers ??
    [...core.world.by(people, 'administrators', orgId)].map(({ record }) => record.email)
  return mailTo(core, orgId, { ...letter, to })
}

/** A mail to a user about the user's own service, unless the organization wants none sent. @source HC-152, HC-246 */
export function mailToUser(core: Core, userId: string, letter: Letter): readonly Write[] {
  const person = core.world.get(people, userId)
  if (person?.type !== 'person' || !settingsOf(core.world, person.orgId).mailsUsers) return []
  return mailTo(core, person.orgId, { ...letter, to: [person.email] })
}

function mailTo({ ids, clock }: Core, orgId: string, letter: Letter & Pick<Mail, 'to'>): readonly Write[] {
  return letter.to.length === 0 ? [] : [put(mails, { id: ids.uuid(), orgId, at: clock.now(), ...letter })]
}
