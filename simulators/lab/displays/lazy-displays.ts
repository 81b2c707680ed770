import { LabError } from '../../core/index.js'
import type { Tms, TmsSettings } from '../../tms/index.js'
import type { RoomDevice, Screen } from '../../webex/index.js'
import type { DisplaySources } from './display-sources.js'
import { openDevice, openScreen } from './open-display.js'
import { Renewable } from './renewable.js'

/** TMS, which is installed when somebody first looks. */
export interface LabTms extends Pick<Tms, 'endpoint' | 'endpoints'> {
  settings(): Promise<TmsSettings>
  /** What is left out stays as it is. */
  configure(changes: {
    readonly [Name in keyof TmsSettings]?: TmsSettings[Name] | undefined
  }): Promise<TmsSettings>
}

/** A display as it is handed out, and the part of it that signs in. */
export interface Shown<Display> {
  readonly display: Display
  readonly part: { end(): Promise<void> }
}

/** @throws LabError SCREEN_UNKNOWN for who has no Webex account */
export function lazyScreen(sources: DisplaySources, alias: string): Shown<Screen> {
  const user = sources.ready().users.find(({ mail }) => isOf(mail, alias))
  if (user?.webexToken == null) {
    throw new LabError('SCREEN_UNKNOWN', {
      message: `There is no "${alias}" with a Webex account in this lab's organization.`,
      hint: 'Name somebody by alias or address.',
    })
  }
  const part = new Renewable(() => openScreen(sources, user))
  return {
    part,
    display: {
      mail: user.mail,
      meetings: async () => (await part.get()).meetings(),
      meeting: async (subject) => (await part.get()).meeting(subject),
      search: async (name) => (await part.get()).search(name),
      mentions: async (space, name) => (await part.get()).mentions(space, name),
      roster: async (space) => (await part.get()).roster(space),
      person: async (mail) => (await part.get()).person(mail),
      decrypt: async (keyUri, jwe) => (await part.get()).decrypt(keyUri, jwe),
    },
  }
}

/** @throws LabError DEVICE_UNKNOWN */
export function lazyDevice(sources: DisplaySources, alias: string): Shown<RoomDevice> {
  const room = sources.ready().rooms.find(({ mail }) => isOf(mail, alias))
  if (room === undefined) {
    throw new LabError('DEVICE_UNKNOWN', {
      message: `There is no room "${alias}" in this lab's organization.`,
      hint: 'Name a room by alias or address.',
    })
  }
  const part = new Renewable(() => openDevice(sources, room.mail))
  return {
    part,
    display: {
      mail: room.mail,
      meetings: async () => (await part.get()).meetings(),
      meeting: async (subject) => (await part.get()).meeting(subject),
    },
  }
}

export function lazyTms(tms: Renewable<Tms>): LabTms {
  return {
    endpoint: async (mailbox) => (await tms.get()).endpoint(mailbox),
    endpoints: async () => (await tms.get()).endpoints(),
    settings: async () => (await tms.get()).settings,
    async configure({ licences, bridge }) {
      const installed = await tms.get()
      installed.configure({
        ...(licences === undefined ? {} : { licences }),
        ...(bridge === undefined ? {} : { bridge }),
      })
      return installed.settings
    },
  }
}

function isOf(mail: string, alias: string): boolean {
  const wanted = alias.toLowerCase()
  return mail.toLowerCase() === wanted || mail.toLowerCase().split('@')[0] === wanted
}
