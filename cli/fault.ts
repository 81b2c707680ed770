import { InvalidArgumentError, type Command } from 'commander'
import { clientOf, labCommand, print, type LabCommandOptions } from './lab-client.js'

interface FaultOptions extends LabCommandOptions {
  readonly remove?: string
  readonly clear?: boolean
}

/**
 * `exwex fault` lists the rules; `exwex fault '{"match":{"operation":"GetItem"},"act":{"kind":"status","status":503}}'`
 * adds one, in the form of the admin API; `--remove ID` and `--clear` take them away.
 */
export function faultCommand(): Command {
  return labCommand('fault', 'make a lab misbehave on purpose')
    .argument('[rule]', 'a rule to add, as JSON in the form of POST /v1/faults', parseJson)
    .option('--remove <id>', 'remove one rule')
    .option('--clear', 'remove all rules')
    .action(async (rule: object | undefined, options: FaultOptions) => {
      const client = clientOf(options)
      if (options.clear === true) await client.clearFaults()
      if (options.remove !== undefined) await client.removeFault(options.remove)
      if (rule !== undefined) await client.addFault(rule as Parameters<typeof client.addFault>[0])
      const rules = await client.faults()
      const lines = rules.map(
        ({ id, stage, match, act, matched, acted }) =>
          `${id}  ${stage}  ${JSON.stringify(match)} -> ${JSON.stringify(act)}  matched ${matched}, acted ${acted}`,
      )
      print(options, rules, lines.length === 0 ? 'no fault rules' : lines.join('\n'))
    })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new InvalidArgumentError(
      `The rule is not JSON: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}
