import type { Command } from 'commander'
import { clientOf, labCommand, print, type LabCommandOptions } from './lab-client.js'

/** `exwex reset`: world, journal and faults as they were when the lab started. */
export function resetCommand(): Command {
  return labCommand('reset', 'put a lab back to how it started').action(
    async (options: LabCommandOptions) => {
      const client = clientOf(options)
      await client.reset()
      print(options, await client.health(), 'The lab is as it started.')
    },
  )
}
