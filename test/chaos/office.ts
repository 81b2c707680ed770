import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createPerson, type Person } from '../../clients/index.js'
import { parseSubject, startNode, type RunningNode, type Step } from '../../connector/index.js'
import { openedResources } from '../../conformance/opened-resources.js'
import type { Lab } from '../../simulators/lab/index.js'
import { accessOf, startLab } from '../support/lab.js'
import { openCuttableRelay, type CuttableRelay } from './cuttable-relay.js'

export const PEOPLE = ['alice', 'bob', 'carol', 'dave'] as const
export type Alias = (typeof PEOPLE)[number]
export const NODES = [1, 2] as const
export type NodeNumber = (typeof NODES)[number]

const RELAYED = ['exchange', 'cloud', 'site'] as const
export type RelayedService = (typeof RELAYED)[number]

/** A lab in lab time with the two nodes of the reference connector, each behind relays of its own. */
export interface Office extends AsyncDisposable {
  readonly lab: Lab
  readonly steps: readonly (Step & { readonly node: NodeNumber; readonly at: number })[]
  /** When the play begins, in epoch milliseconds: both nodes are up and everybody is served. */
  readonly begin: number
  mailOf(alias: Alias): string
  /** Names of all ways in that a node has had, and will have had. */
  waysIn(node: NodeNumber): readonly string[]
  /** Runs `work` as a person at a desk of their own. */
  as<T>(alias: Alias, work: (person: Person) => Promise<T>): Promise<T>
  relay(node: NodeNumber, service: RelayedService): CuttableRelay
  isUp(node: NodeNumber): boolean
  crash(node: NodeNumber): void
  start(node: NodeNumber): Promise<void>
}

const STARTING_MS = 20_000
/** A node is started at most this often. */
const MOST_LIVES = 6

export async function openOffice(seed: number): Promise<Office> {
  await using opened = openedResources()
  const lab = opened.use(await startLab({ seed }))
  const sharedDir = join(lab.directory, 'cluster')
  await mkdir(sharedDir)
  const steps: (Step & { node: NodeNumber; at: number })[] = []
  const relays = new Map<string, CuttableRelay>()
  const nodes = new Map<NodeNumber, RunningNode>()
  const lives = new Map<NodeNumber, number>()
  for (const node of NODES) {
    await mkdir(join(lab.directory, `node${node}`))
    for (const service of RELAYED) relays.set(`${node}/${service}`, opened.use(await openCuttableRelay()))
  }
  const relay = (node: NodeNumber, service: RelayedService): CuttableRelay => {
    const found = relays.get(`${node}/${service}`)
    if (found === undefined) throw new TypeError(`Node ${node} has no relay for ${service}.`)
    return found
  }
  const office: Office = {
    lab,
    begin: lab.clock.now() + STARTING_MS,
    mailOf: (alias) => accessOf(lab, alias).mail,
    steps,
    relay,
    waysIn: (node) => Array.from({ length: MOST_LIVES }, (_, life) => wayIn(node, life)),
    as: async (alias, work) => {
      await using person = createPerson({ ...accessOf(lab, alias), now: () => lab.clock.now() })
      return await work(person)
    },
    isUp: (node) => nodes.has(node),
    crash: (node) => {
      nodes.get(node)?.crash()
      nodes.delete(node)
    },
    start: async (node) => {
      const life = lives.get(node) ?? 0
      lives.set(node, life + 1)
      const endpointSet = wayIn(node, life)
      const at = (service: RelayedService): string => `https://127.0.0.1:${relay(node, service).port}`
      const advertise = { exchange: at('exchange'), cloud: at('cloud'), site: at('site') }
      const { origins } = await lab.openEndpointSet({ name: endpointSet, advertise })
      for (const service of RELAYED) relay(node, service).connectTo(Number(new URL(origins[service]).port))
      const stateDir = join(lab.directory, `node${node}`)
      const document = await lab.prepareSubject({ node, stateDir, sharedDir, endpointSet, clock: 'virtual' })
      const log = (step: Step): void => void steps.push({ ...step, node, at: lab.clock.now() })
      nodes.set(node, await startNode(parseSubject(JSON.stringify(document)), { log }))
    },
    async [Symbol.asyncDispose]() {
      for (const node of NODES) office.crash(node)
      await all[Symbol.asyncDispose]()
    },
  }
  for (const node of NODES) await office.start(node)
  await lab.advance(STARTING_MS)
  const all = opened.release()
  return office
}

function wayIn(node: NodeNumber, life: number): string {
  return `node${node}-${life}`
}
