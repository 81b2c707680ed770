import type { ExchangeOptions } from '../../exchange-options.js'
import { startExchangeLab } from '../../testing/exchange-lab.js'
import { createManagementShell } from '../management-shell.js'
import type { ErrorRecord, Output } from '../output/output.js'
import { plainOf, type Plain } from '../output/plain.js'
import { renderOutputs } from '../output/render.js'

/** An Exchange with the shell of its administrator. */
export async function openShellOffice(options: Partial<ExchangeOptions> = {}) {
  const lab = await startExchangeLab(options)
  const shell = createManagementShell(lab.exchange.administered)
  const run = (text: string) => shell.run(text)

  return {
    ...lab,
    run,
    /** What the console shows. */
    console: (text: string): string => renderOutputs(run(text)),
    /** The objects that commands give, as programs read them; a command that fails fails the test. */
    objects(text: string): readonly Record<string, Plain>[] {
      const outputs = run(text)
      const [error] = errorsIn(outputs)
      if (error !== undefined) throw new TypeError(error.message)
      return outputs.flatMap((output) =>
        output.kind === 'values' ? (output.values.map(plainOf) as Record<string, Plain>[]) : [],
      )
    },
    errors: (text: string): readonly ErrorRecord[] => errorsIn(run(text)),
    warnings: (text: string): readonly string[] =>
      run(text).flatMap((output) => (output.kind === 'warning' ? [output.text] : [])),
  }
}

function errorsIn(outputs: readonly Output[]) {
  return outputs.flatMap((output) => (output.kind === 'error' ? [output.error] : []))
}

export type ShellOffice = Awaited<ReturnType<typeof openShellOffice>>
