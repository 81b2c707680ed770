import { z } from 'zod'

/** Request and answer of the Exchange Management Shell. */

export const shellBody = z.strictObject({
  commands: z.string().min(1).describe('Cmdlets of the management shell, with their line breaks.'),
})

const consoleText = z.string().describe('As a console shows it.')

export const shellAnswer = z.strictObject({
  ok: z.boolean().describe('Whether every command did what it says.'),
  text: consoleText,
  objects: z.array(z.unknown()).describe('All that the commands gave, as programs read it.'),
  outputs: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('objects'), text: consoleText, objects: z.array(z.unknown()) }),
      z.strictObject({
        kind: z.literal('error'),
        text: consoleText,
        error: z.strictObject({
          message: z.string(),
          category: z.string(),
          reason: z.string(),
          cmdlet: z.string().describe('Empty for what the shell itself did not understand.'),
          fullyQualifiedErrorId: z.string(),
          errorId: z.string().optional(),
          target: z.string().optional(),
        }),
      }),
      z.strictObject({ kind: z.enum(['warning', 'message']), text: consoleText }),
    ]),
  ),
})
