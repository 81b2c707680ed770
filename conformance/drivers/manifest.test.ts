import { readFile } from 'node:fs/promises'

import { expect, it } from 'vitest'

import {
  declaredFeatures,
  manifestSchema,
  parseManifest,
  readManifest,
  referenceManifest,
} from './manifest.js'

it('reads a manifest and fills in what it leaves out', () => {
  const manifest = parseManifest(
    '{version: 1, name: mine, level: 1, nodes: [{number: 1, command: [run]}]}',
    '/vendor/connector.yaml',
  )

  expect(manifest).toMatchObject({
    name: 'mine',
    level: 1,
    quietSeconds: 1,
    expectedFailures: [],
    relays: { listen: '127.0.0.1', host: '127.0.0.1' },
  })
  expect(manifest.nodes).toEqual([
    { number: 1, command: ['run'], environment: {}, files: {}, directory: '/vendor' },
  ])
})

it('reads paths relative to the manifest', () => {
  const [node] = parseManifest(
    '{version: 1, name: m, nodes: [{number: 1, subjectFile: ../run/node1.json, directory: bin}]}',
    '/vendor/etc/connector.yaml',
  ).nodes

  expect(node).toMatchObject({ subjectFile: '/vendor/run/node1.json', directory: '/vendor/etc/bin' })
})

it.each([
  ['an unknown key', 'nodes:\n  - number: 1\n    command: [run]\n    colour: red', 6, 'colour'],
  ['a node that nobody starts', 'nodes:\n  - number: 1', 4, 'subjectFile'],
  [
    'two nodes of one number',
    `nodes:\n${'  - { number: 1, command: [run] }\n'.repeat(2)}`,
    5,
    'number of its own',
  ],
  [
    'a feature that the level cannot have',
    'level: 1\nfeatures: [personal-room, space]\nnodes:\n  - { number: 1, command: [run] }',
    4,
    '"space" needs level 2',
  ],
  ['what is no YAML', 'nodes: [', 4, 'no YAML'],
])('refuses %s and names the line', (_what, rest, line, what) => {
  const text = `version: 1\nname: mine\n${rest}\n`

  expect(() => parseManifest(text, 'm.yaml')).toThrow(
    expect.objectContaining({
      code: 'MANIFEST_INVALID',
      message: expect.stringMatching(new RegExp(`m\\.yaml:${line}:.*${what}`, 's')) as string,
    }),
  )
})

it('says what to do when there is no manifest', async () => {
  await expect(readManifest('/nowhere/connector.yaml')).rejects.toMatchObject({
    code: 'MANIFEST_INVALID',
    message: expect.stringContaining('exwex init') as string,
  })
})

it('starts the reference connector as two nodes, with every feature', () => {
  const manifest = referenceManifest(['node', 'exwex.js'])

  expect(manifest.nodes.map(({ command }) => command)).toEqual([
    ['node', 'exwex.js', 'connector', '--node', '1'],
    ['node', 'exwex.js', 'connector', '--node', '2'],
  ])
  expect([...declaredFeatures(manifest)]).toEqual(expect.arrayContaining(['takeover', 'publish', 'space']))
})

it('publishes the schema of the manifest for editors', async () => {
  const published = await readFile(new URL('../../fixtures/connector.schema.json', import.meta.url), 'utf8')

  expect(JSON.parse(published), 'exwex init --schema > fixtures/connector.schema.json').toEqual(
    manifestSchema(),
  )
})
