import { InvalidArgumentError, type Command } from 'commander'
import type { AdminClient } from '../simulators/lab/admin-client.js'
import { clientOf, labCommand, print, type LabCommandOptions } from './lab-client.js'

type Conditions = Parameters<AdminClient['disturbController']>[1]
type Controllers = Awaited<ReturnType<AdminClient['domainControllers']>>

interface ControllersOptions extends LabCommandOptions {
  readonly stop?: boolean
  readonly start?: boolean
  readonly restart?: boolean
  readonly delay?: number
  readonly blackHole?: boolean
  readonly via?: string
  readonly heal?: boolean
}

const VERBS = ['stop', 'start', 'restart'] as const

/**
 * `exwex controllers` shows the domain controllers; `exwex controllers dc2 --stop` ends one, `--delay 2000` makes it
 * slow, `--black-hole` parts it from its clients, and `--heal` undoes these two.
 */
export function controllersCommand(): Command {
  return labCommand('controllers', 'stop, slow or part the domain controllers of a lab')
    .argument('[controller]', 'NetBIOS or full name: dc2')
    .option('--stop', 'its ports close, and its connections are lost')
    .option('--start', 'it runs again')
    .option('--restart', 'its connections are lost, and it goes on')
    .option('--delay <ms>', 'everything from and to it arrives this much later', number)
    .option('--black-hole', 'nothing passes, and nobody is told')
    .option('--via <set>', 'for those alone who come by this endpoint set: node1')
    .option('--heal', 'its network is as it should be')
    .action(async (controller: string | undefined, options: ControllersOptions) => {
      const client = clientOf(options)
      if (controller !== undefined) await control(client, controller, options)
      const controllers = await client.domainControllers()
      print(options, controllers, describe(controllers))
    })
}

async function control(client: AdminClient, controller: string, options: ControllersOptions): Promise<void> {
  for (const verb of VERBS) {
    if (options[verb] === true) await client.controlController(controller, verb)
  }
  const conditions = conditionsOf(options)
  if (options.heal === true || Object.keys(conditions).length > 0) {
    const via = options.via === undefined ? {} : { via: options.via }
    await client.disturbController(controller, { ...conditions, ...via })
  }
}

function conditionsOf({ delay, blackHole }: ControllersOptions): Conditions {
  return {
    ...(delay === undefined ? {} : { delayMs: delay }),
    ...(blackHole === undefined ? {} : { blackHole }),
  }
}

function describe(controllers: Controllers): string {
  return controllers
    .map(({ name, fqdn, site, isGlobalCatalog, state, network }) => {
      const words = Object.entries(network).map(([condition, value]) => `${condition} ${String(value)}`)
      const roles = isGlobalCatalog ? ['global catalog'] : []
      return [`${name}  ${fqdn}  ${site}  ${state}`, ...roles, ...words].join('  ')
    })
    .join('\n')
}

function number(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Give a number.')
}
