import { constants, access } from 'node:fs/promises'
import { createServer } from 'node:net'
import { delimiter, resolve } from 'node:path'

import type { ManifestNode } from '../drivers/manifest.js'
import type { Finding } from './finding.js'
import type { Patient } from './manifest-lines.js'

/** @source package.json, engines */
const OLDEST_NODE: readonly [number, number] = [20, 19]

export interface Machine {
  /** `22.1.0` */
  readonly nodeVersion: string
  readonly environment: Readonly<Record<string, string | undefined>>
}

type Examination<Result> = (patient: Patient, machine: Machine) => Result

const AT_ONCE: readonly Examination<readonly Finding[]>[] = [nodeVersion, sharedState, proxies]
const ON_THE_MACHINE: readonly Examination<Promise<readonly Finding[]>>[] = [commands, relayAddress]

/** What can be told without starting anything. */
export async function examineBeforeStart(patient: Patient, machine: Machine): Promise<readonly Finding[]> {
  const told = AT_ONCE.flatMap((examine) => examine(patient, machine))
  const lists = await Promise.all(ON_THE_MACHINE.map((examine) => examine(patient, machine)))
  return [...told, ...lists.flat()]
}

function nodeVersion(_patient: Patient, { nodeVersion: version }: Machine): readonly Finding[] {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return []
  return [
    {
      ailment: 'node-version',
      seen: `exwex runs on Node ${version}`,
      where: 'node --version',
      fix: `Install Node ${OLDEST_NODE.join('.')} or newer.`,
    },
  ]
}

async function commands(
  { manifest, locate }: Patient,
  { environment }: Machine,
): Promise<readonly Finding[]> {
  const found = manifest.nodes.map(async (node, index): Promise<readonly Finding[]> => {
    const { command, directory = '.' } = node
    const where = locate('nodes', index, 'command')
    if (command === undefined) return []
    if (!(await isAccessible(directory, constants.X_OK)))
      return [
        {
          ailment: 'command',
          seen: `the folder ${directory} of node ${node.number} is not there`,
          where: locate('nodes', index, 'directory'),
          fix: 'Name a folder that exists, relative to the manifest.',
        },
      ]
    const [program = ''] = command
    const paths = candidates(program, directory, { ...environment, ...node.environment }['PATH'])
    const runs = await Promise.all(paths.map((path) => isAccessible(path, constants.X_OK)))
    if (runs.includes(true)) return []
    const exists = (await Promise.all(paths.map((path) => isAccessible(path, constants.F_OK)))).includes(true)
    return [
      exists
        ? {
            ailment: 'command',
            seen: `${program} of node ${node.number} is there but may not be executed`,
            where,
            fix: `chmod +x ${program}, or name its interpreter first: [python3, ${program}].`,
          }
        : {
            ailment: 'command',
            seen: `${program} of node ${node.number} is not ${program.includes('/') ? 'there' : 'on the PATH'}`,
            where,
            fix: `Write the program's path relative to ${directory}, each argument a text of its own: [java, -jar, c.jar].`,
          },
    ]
  })
  return (await Promise.all(found)).flat()
}

function candidates(program: string, directory: string, path = ''): readonly string[] {
  if (program.includes('/')) return [resolve(directory, program)]
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => resolve(folder, program))
}

async function isAccessible(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  )
}

/** Two nodes that write the same files overwrite what the other has to remember. */
function sharedState({ manifest, locate }: Patient): readonly Finding[] {
  return (['stateDir', 'subjectFile'] as const).flatMap((field) =>
    manifest.nodes.flatMap((node, index): readonly Finding[] => {
      const before = manifest.nodes.slice(0, index).find((other) => isSame(node, other, field))
      if (before === undefined) return []
      return [
        {
          ailment: 'shared-state',
          seen: `nodes ${before.number} and ${node.number} have one ${field}: ${node[field] ?? ''}`,
          where: locate('nodes', index, field),
          fix: `Give each node a ${field} of its own; what they share belongs into sharedDir.`,
        },
      ]
    }),
  )
}

function isSame(node: ManifestNode, other: ManifestNode, field: 'stateDir' | 'subjectFile'): boolean {
  return node[field] !== undefined && node[field] === other[field]
}

const PROXIES = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'https_proxy', 'http_proxy', 'all_proxy']

/** Most HTTP libraries send even loopback to a proxy that the environment names. */
function proxies({ manifest, locate }: Patient, { environment }: Machine): readonly Finding[] {
  return manifest.nodes.flatMap((node, index): readonly Finding[] => {
    if (node.command === undefined) return []
    const own = { ...environment, ...node.environment }
    const name = PROXIES.find((candidate) => (own[candidate] ?? '') !== '')
    const spared = [own['NO_PROXY'], own['no_proxy']].join(',')
    if (name === undefined || spares(spared, manifest.relays.host)) return []
    return [
      {
        ailment: 'proxy',
        seen: `node ${node.number} gets ${name}, and NO_PROXY does not spare ${manifest.relays.host}`,
        where: locate('nodes', index, 'environment'),
        fix: `Set NO_PROXY: '${manifest.relays.host},localhost' in the node's environment.`,
      },
    ]
  })
}

function spares(noProxy: string, host: string): boolean {
  const entries = noProxy.split(',').map((entry) => entry.trim())
  return entries.some(
    (entry) =>
      entry === '*' || entry === host || (entry !== '' && host.endsWith(`.${entry.replace(/^\./, '')}`)),
  )
}

async function relayAddress({ manifest, locate }: Patient): Promise<readonly Finding[]> {
  const { listen } = manifest.relays
  const error = await new Promise<NodeJS.ErrnoException | undefined>((settle) => {
    const server = createServer()
    server.once('error', settle)
    server.listen(0, listen, () => server.close(() => settle(undefined)))
  })
  if (error === undefined) return []
  return [
    {
      ailment: 'relay-address',
      seen: `nothing can listen on ${listen} here (${error.code ?? error.message})`,
      where: locate('relays', 'listen'),
      fix: 'Use 127.0.0.1, or 0.0.0.0 for nodes in containers; the name they use is "host".',
    },
  ]
}
