import { InvalidArgumentError, type Command } from 'commander'
import { formatMilliseconds, instant } from '../simulators/core/index.js'
import { clientOf, labCommand, print, type LabCommandOptions } from './lab-client.js'

const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `exwex clock` and `exwex clock advance 31m`. */
export function clockCommand(): Command {
  const command = labCommand('clock', 'read or advance the time of a lab')
  command
    .argument('[action]', 'advance')
    .argument('[duration]', 'such as 500ms, 45s, 31m, 2h, 1d', parseDuration)
    .action(async (action: string | undefined, ms: number | undefined, options: LabCommandOptions) => {
      if (action !== undefined && (action !== 'advance' || ms === undefined)) {
        throw new InvalidArgumentError('Say "exwex clock" or "exwex clock advance 31m".')
      }
      const client = clientOf(options)
      const time = ms === undefined ? await client.clock() : await client.advance(ms)
      print(options, time, `${formatMilliseconds(instant(time.now))} (${time.kind} clock)`)
    })
  return command
}

function parseDuration(text: string): number {
  const [, digits, unit] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? []
  const factor = UNITS_MS[unit ?? '']
  if (digits === undefined || factor === undefined)
    throw new InvalidArgumentError('A duration is such as 500ms, 45s, 31m, 2h or 1d.')
  return Number(digits) * factor
}
