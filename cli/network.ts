import { InvalidArgumentError, type Command } from 'commander'
import type { AdminClient } from '../simulators/lab/admin-client.js'
import { clientOf, labCommand, print, type LabCommandOptions } from './lab-client.js'

type Conditions = Parameters<AdminClient['disturbNetwork']>[1]
type Network = Awaited<ReturnType<AdminClient['network']>>

interface NetworkOptions extends LabCommandOptions, Omit<Conditions, 'endpoints' | 'delayMs' | 'jitterMs'> {
  readonly delay?: number
  readonly jitter?: number
  readonly endpoints?: readonly string[]
  readonly heal?: boolean
}

/**
 * `exwex network node1` shows what the network in front of an endpoint set does; `--black-hole`, `--delay 200` and
 * the like disturb it, and `--heal` undoes that. Beside `exwex fault`, which acts on interactions by rules: this acts
 * on connections, whatever is said on them.
 */
export function networkCommand(): Command {
  return labCommand('network', 'disturb the network between a lab and one of its clients')
    .argument('[set]', 'the way into the lab: main for people, node1 … for the nodes of a connector', 'main')
    .option('--delay <ms>', 'everything arrives this much later', number)
    .option('--jitter <ms>', 'up to this much more', number)
    .option('--bytes-per-second <n>', 'no more than this passes', number)
    .option('--black-hole', 'nothing passes, and nobody is told')
    .option('--reset', 'connections are reset')
    .option('--half-close', "the lab's side of each connection hangs up")
    .option('--truncate-after-bytes <n>', 'each connection ends after so many bytes of answer', number)
    .option('--refuse', 'new connections are refused')
    .option('--endpoints <names>', 'only these, with commas between: exchange,cloud', list)
    .option('--heal', 'undo all of it')
    .action(async (set: string, options: NetworkOptions) => {
      const client = clientOf(options)
      const conditions = conditionsOf(options)
      if (options.heal === true) await client.healNetwork(set)
      if (Object.keys(conditions).length > 0) await client.disturbNetwork(set, conditions)
      const network = await client.network(set)
      print(options, network, describe(network))
    })
}

/** What the command line says of the network; the lab checks the names. */
function conditionsOf(options: NetworkOptions): Conditions {
  const { delay, jitter, endpoints, heal: _heal, admin: _admin, json: _json, ...others } = options
  return {
    ...others,
    ...(delay === undefined ? {} : { delayMs: delay }),
    ...(jitter === undefined ? {} : { jitterMs: jitter }),
    ...(endpoints === undefined ? {} : { endpoints: [...endpoints] as NonNullable<Conditions['endpoints']> }),
  }
}

function describe({ name, conditions }: Network): string {
  const lines = Object.entries(conditions).flatMap(([endpoint, what]) => {
    const words = Object.entries(what).map(([condition, value]) => `${condition} ${String(value)}`)
    return words.length === 0 ? [] : [`${name}/${endpoint}: ${words.join(', ')}`]
  })
  return lines.length === 0 ? `${name}: nothing is disturbed` : lines.join('\n')
}

function number(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Give a number.')
}

function list(text: string): readonly string[] {
  return text.split(',')
}
