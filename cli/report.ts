import { Command } from 'commander'
import { labCommand, print, type LabCommandOptions } from './lab-client.js'

interface CostOptions extends LabCommandOptions {
  readonly via?: readonly string[]
}

/** `exwex report cost`, `exwex report cost --via node1 node2 --json`. */
export function reportCommand(): Command {
  const cost = labCommand(
    'cost',
    'calls to Exchange per decorated meeting and per idle user-hour, by operation',
  )
    .option('--via <endpoint-sets...>', 'the ways in of the connector (default: all but that of people)')
    .action(async (options: CostOptions) => {
      const { readCostOf, renderCostText } = await import('../conformance/index.js')
      const read = await readCostOf(options.admin, options.via)
      print(options, read, renderCostText(read))
    })
  return new Command('report').description('report on what happened in a lab').addCommand(cost)
}
