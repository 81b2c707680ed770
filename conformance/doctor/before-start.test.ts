import { expect, it } from 'vitest'

import { parseManifest } from '../drivers/manifest.js'
import { type Machine, examineBeforeStart } from './before-start.js'

const manifest = parseManifest(
  `{version: 1, name: m, nodes: [{number: 1, command: ['${process.execPath}']}]}`,
  './m.yaml',
)
const examine = (machine: Partial<Machine>) =>
  examineBeforeStart(
    { manifest, locate: (...place) => place.join('.') },
    { nodeVersion: '20.19.0', environment: {}, ...machine },
  )

it.each([
  ['20.19.0', []],
  ['22.0.0', []],
  ['20.18.9', ['node-version']],
  ['18.20.0', ['node-version']],
])('on Node %s finds %j', async (nodeVersion, ailments) => {
  expect((await examine({ nodeVersion })).map(({ ailment }) => ailment)).toEqual(ailments)
})

it.each([
  ['no exception', undefined, ['proxy']],
  ['exceptions for others', 'example.com,10.0.0.1', ['proxy']],
  ['everything excepted', '*', []],
  ['the relays excepted', 'localhost, 127.0.0.1', []],
])('with a proxy and %s finds %j', async (_what, noProxy, ailments) => {
  const environment = { http_proxy: 'http://proxy.example:3128', NO_PROXY: noProxy }

  expect((await examine({ environment })).map(({ ailment }) => ailment)).toEqual(ailments)
})
