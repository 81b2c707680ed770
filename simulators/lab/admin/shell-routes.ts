import type { z } from 'zod'
import { loadManagement, type AdministratorShell, type Output } from '../../exchange/index.js'
import { route, type Route } from './route.js'
import { shellAnswer, shellBody } from './shell-schemas.js'

/** The Exchange Management Shell of the organization. */
export function shellRoutes(lab: { readonly shell: AdministratorShell }): readonly Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/exchange/shell',
      summary: 'Runs commands of the Exchange Management Shell, as deployment guides print them.',
      body: shellBody,
      answer: shellAnswer,
      async handle({ body }) {
        const outputs = await lab.shell.run(body.commands)
        const shown = await loadManagement()
        return {
          ok: outputs.every(({ kind }) => kind !== 'error'),
          text: shown.renderOutputs(outputs),
          objects: outputs.flatMap((output) =>
            output.kind === 'values' ? output.values.map(shown.plainOf) : [],
          ),
          outputs: outputs.map((output) => outputOf(output, shown)),
        }
      },
    }),
  ]
}

function outputOf(
  output: Output,
  { renderOutput, plainOf }: Awaited<ReturnType<typeof loadManagement>>,
): z.input<typeof shellAnswer>['outputs'][number] {
  const text = renderOutput(output)
  switch (output.kind) {
    case 'values':
      return { kind: 'objects', text, objects: output.values.map(plainOf) }
    case 'error':
      return { kind: 'error', text, error: { ...output.error } }
    case 'warning':
    case 'message':
      return { kind: output.kind, text }
  }
}
