import { expect, it } from 'vitest'

import { parseManifest, readManifest, referenceManifest } from './manifest.js'

it('reads a manifest and fills in what it leaves out', () => {
  const manifest = parseManifest(
    '{version: 1, name: mine, level: 1, nodes: [{number: 1, command: [run]}]}',
    'm.yaml',
  )

  expect(manifest).toMatchObject({ name: 'mine', level: 1, quietSeconds: 1, expectedFailures: [] })
  expect(manifest.nodes).toEqual([{ number: 1, command: ['run'], environment: {}, files: {} }])
})

it('refuses an unknown key and says which', () => {
  expect(() =>
    parseManifest('{version: 1, name: mine, nodes: [{number: 1}], colour: red}', 'm.yaml'),
  ).toThrow(
    expect.objectContaining({
      code: 'MANIFEST_INVALID',
      message: expect.stringContaining('colour') as string,
    }),
  )
})

it('says what to do when there is no manifest', async () => {
  await expect(readManifest('/nowhere/connector.yaml')).rejects.toMatchObject({ code: 'MANIFEST_INVALID' })
})

it('starts the reference connector as two nodes', () => {
  const commands = referenceManifest(['node', 'exwex.js']).nodes.map(({ command }) => command)

  expect(commands).toEqual([
    ['node', 'exwex.js', 'connector', '--node', '1'],
    ['node', 'exwex.js', 'connector', '--node', '2'],
  ])
})
