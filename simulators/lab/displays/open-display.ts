import type { WebexClient, WebexTokens } from '../../../clients/index.js'
import { LabError } from '../../core/index.js'
import type { RoomDevice, Screen } from '../../webex/index.js'
import type { ReadyDocument } from '../ready-document.js'
import type { DisplaySources } from './display-sources.js'

/** Signs somebody's app in, with what the ready document gives to everybody. */
export async function openScreen(
  sources: DisplaySources,
  { mail, webexToken, webexRefreshToken }: ReadyDocument['users'][number],
): Promise<Screen & AsyncDisposable> {
  const tokens = { accessToken: webexToken ?? '', refreshToken: webexRefreshToken ?? '' }
  const client = await connect(sources, 'screens', () => tokens)
  const { createScreen } = await import('../../webex/screens/index.js')
  return ending(createScreen({ mail, client, now: () => sources.core.clock.now() }), client)
}

/** Activates the device of a room. */
export async function openDevice(
  sources: DisplaySources,
  mail: string,
): Promise<RoomDevice & AsyncDisposable> {
  const client = await connect(sources, 'room devices', () => activate(sources, mail))
  const { createRoomDevice } = await import('../../webex/screens/index.js')
  return ending(createRoomDevice({ mail, client, now: () => sources.core.clock.now() }), client)
}

async function connect(
  { ready, caPem, core, needNetwork }: DisplaySources,
  what: string,
  signIn: () => WebexTokens,
): Promise<WebexClient> {
  needNetwork(what)
  const { connectWebex } = await import('../../../clients/index.js')
  const { catalog, client: application } = ready().webexCloud
  return connectWebex({ catalog, signIn, application, ca: caPem, now: () => core.clock.now() })
}

function activate({ webex }: DisplaySources, mail: string): WebexTokens {
  const account = webex.activateDevice(mail)
  if (account !== undefined) return { accessToken: account.token, refreshToken: account.refreshToken }
  throw new LabError('DEVICE_UNKNOWN', {
    message: `The room ${mail} is no workspace of Webex.`,
    hint: 'Name a room of the organization that the lab has started with.',
  })
}

function ending<Display extends object>(
  display: Display,
  client: AsyncDisposable,
): Display & AsyncDisposable {
  return { ...display, [Symbol.asyncDispose]: () => client[Symbol.asyncDispose]() }
}
