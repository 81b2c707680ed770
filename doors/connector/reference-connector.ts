import type { RunningNode, Step } from '../../connector/index.js'
import type { Lab } from '../../simulators/lab/index.js'
import { Activation } from './activation.js'
import type { Connector } from './connector.js'
import { startNodes } from './nodes.js'

export interface ReferenceConnectorOptions {
  /** Default 1. */
  readonly nodes?: 1 | 2
  /** Milliseconds of lab time in which everyone must be served. Default a minute. */
  readonly withinMs?: number
  /** Hears what the nodes do, step by step. */
  readonly log?: (node: number, step: Step) => void
}

/** The reference connector at work in this process. */
export interface ReferenceConnector extends Connector, AsyncDisposable {
  readonly name: string
  readonly account: string
  readonly lab: Lab
}

const NAME = 'the reference connector'

/**
 * Starts the reference connector beside a lab, in this process: it lives in lab time when the lab's clock is manual,
 * in real time otherwise. Resolves when every user with a Webex account is served. A reset of the lab starts it anew.
 *
 * @throws DoorError CONNECTOR_NOT_READY when somebody is not served in time.
 * @throws LabError COMPANION_TAKEN when the lab has one already.
 * @example
 * await using lab = await Lab.start()
 * await using connector = await startReferenceConnector(lab, { nodes: 2 })
 */
export async function startReferenceConnector(
  lab: Lab,
  options: ReferenceConnectorOptions = {},
): Promise<ReferenceConnector> {
  const { nodes: count = 1, withinMs = 60_000, log = () => undefined } = options
  const endpointSets = count === 1 ? ['node1'] : ['node1', 'node2']
  let nodes: readonly RunningNode[] = []

  const start = async (): Promise<void> => {
    const activation = new Activation(entitledUsers(lab), withinMs)
    const hear = (node: number, step: Step): void => {
      log(node, step)
      activation.hear(step)
    }
    nodes = await startNodes(lab, { endpointSets, log: hear })
    try {
      await activation.complete(lab, anyGone(nodes))
    } catch (error) {
      await stop()
      throw error
    }
  }
  const stop = async (): Promise<void> => {
    const running = nodes
    nodes = []
    await Promise.allSettled(running.map((node) => node.stop())) // one that gave up has told why already
  }

  const accompaniment = lab.accompany({ name: NAME, start, stop })
  try {
    await start()
  } catch (error) {
    accompaniment[Symbol.dispose]()
    throw error
  }
  const connector = {
    name: NAME,
    endpointSets,
    account: lab.ready.serviceAccount.down,
    async [Symbol.asyncDispose]() {
      accompaniment[Symbol.dispose]()
      await stop()
    },
  }
  // Not enumerable, so that nobody who prints a connector prints the lab.
  return Object.defineProperty(connector as typeof connector & { readonly lab: Lab }, 'lab', { value: lab })
}

function entitledUsers({ ready }: Lab): readonly string[] {
  return ready.users.filter(({ webexToken }) => webexToken !== null).map(({ mail }) => mail)
}

/** Rejects with the reason of the first node that gives up. */
function anyGone(nodes: readonly RunningNode[]): Promise<never> {
  return new Promise((_resolve, reject) => {
    for (const { stopped } of nodes) stopped.catch(reject)
  })
}
