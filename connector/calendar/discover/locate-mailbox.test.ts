import { expect, it } from 'vitest'
import type { AutodiscoverSettings, ScpSettings } from '../../config/subject.js'
import { ConnectorError } from '../../error.js'
import { createAlarmBoard } from '../../management/alarm-board.js'
import { createAlarmWatch } from '../../management/alarm-watch.js'
import type { AutodiscoverAnswer } from '../../ports/autodiscover.js'
import type { ServiceConnectionPoint } from '../../ports/directory.js'
import { SCP_POINTER_KEYWORD, SCP_URL_KEYWORD } from '../../ports/scp-keywords.js'
import { recordSteps } from '../../testing/tools.js'
import { createVirtualClock } from '../../time-and-chance/virtual-clock.js'
import { locateMailbox, type Locator } from './locate-mailbox.js'

const SCP: ScpSettings = {
  enabled: true,
  domain: 'ent.example',
  site: 'Paris',
  queryMode: 'ldap',
  tlsVerify: true,
  servers: [],
}
const settings: AutodiscoverAnswer = {
  kind: 'settings',
  address: 'a@ent.example',
  ewsUrl: 'https://ex/EWS',
  group: 'g',
}

/** A locator over tables: which URL answers what, and what the directory holds (null: it is down). */
function createLocator(
  answers: Readonly<Record<string, AutodiscoverAnswer>>,
  points: readonly ServiceConnectionPoint[] | null = [],
) {
  const asked: string[] = []
  const board = createAlarmBoard(createVirtualClock(0), recordSteps())
  const discovery: AutodiscoverSettings = {
    mode: 'autodiscover',
    scp: SCP,
    hosts: { 'ent.example': 'https://host' },
  }
  const unreachable = (): never => {
    throw new ConnectorError('UNREACHABLE', { message: 'down' })
  }
  const locator: Locator = {
    discovery,
    alarms: createAlarmWatch(board),
    directory: { findServiceConnectionPoints: async () => points ?? unreachable() },
    autodiscover: {
      ask: async (url, address) => {
        asked.push(`${url} ${address}`)
        return answers[`${url} ${address}`] ?? answers[url] ?? unreachable()
      },
    },
  }
  return { locator, asked, alarms: () => board.list().map(({ id }) => id) }
}

function scp(url: string, ...keywords: string[]): ServiceConnectionPoint {
  return { keywords: [SCP_URL_KEYWORD.toLowerCase(), ...keywords], bindings: [url] }
}

it('asks the service connection points first, those of our site before the others [HC-030 HC-034]', async () => {
  const points = [
    scp('https://rome', 'Site=Rome'),
    scp('https://any'),
    scp('https://paris', 'site=paris'),
    { keywords: [SCP_POINTER_KEYWORD], bindings: ['LDAP://other'] },
  ]
  const { locator, asked, alarms } = createLocator({ 'https://rome': settings }, points)

  const mailbox = await locateMailbox(locator, 'a@ent.example')

  expect(mailbox).toEqual({ address: 'a@ent.example', ewsUrl: 'https://ex/EWS', group: 'g' })
  expect(asked.map((call) => call.split(' ')[0])).toEqual(['https://paris', 'https://any', 'https://rome'])
  expect(alarms()).toEqual([60110, 60110])
})

it('goes on with the mail domain when the directory is down [HC-031 HC-039]', async () => {
  const { locator, alarms } = createLocator({ 'https://host/autodiscover/autodiscover.xml': settings }, null)

  await locateMailbox(locator, 'a@ent.example')

  expect(alarms()).toEqual([60120])
})

it('follows a redirect to another address and starts again with it', async () => {
  const url = 'https://host/autodiscover/autodiscover.xml'
  const { locator } = createLocator({
    [`${url} old@ent.example`]: { kind: 'redirect-address', address: 'a@ent.example' },
    [url]: settings,
  })

  expect(await locateMailbox(locator, 'old@ent.example')).toMatchObject({ address: 'a@ent.example' })
})

it('takes no credentials to a plain http address [HC-037 HC-038]', async () => {
  const url = 'https://host/autodiscover/autodiscover.xml'
  const { locator, asked, alarms } = createLocator({
    [url]: { kind: 'redirect-url', url: 'http://elsewhere/' },
  })

  await expect(locateMailbox(locator, 'a@ent.example')).rejects.toMatchObject({ code: 'UNTRUSTED_REDIRECT' })

  expect(asked).toHaveLength(1)
  expect(alarms()).toEqual([60113])
})

it('tells an address without mailbox from a server without answer [HC-042]', async () => {
  const url = 'https://host/autodiscover/autodiscover.xml'
  const { locator, alarms } = createLocator({ [url]: { kind: 'error', code: '500', message: 'unknown' } })

  await expect(locateMailbox(locator, 'a@ent.example')).rejects.toMatchObject({ code: 'NO_MAILBOX' })

  expect(alarms()).toEqual([])
})

it('asks nobody when the address is given directly [HC-041]', async () => {
  const { locator, asked } = createLocator({})
  const direct: Locator = { ...locator, discovery: { mode: 'direct', ewsUrl: 'https://ex/EWS' } }

  expect(await locateMailbox(direct, 'a@ent.example')).toMatchObject({ ewsUrl: 'https://ex/EWS' })
  expect(asked).toEqual([])
})
