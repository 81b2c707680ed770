import { join } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const FIXTURE = join(import.meta.dirname, 'writes-the-world.fixture.ts')

it('does not compile what writes the world outside commit', { timeout: 60_000 }, () => {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(ROOT, 'tsconfig.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (diagnostic) =>
        expect.fail(ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')),
    },
  )
  const program = ts.createProgram([FIXTURE], config?.options ?? {})
  const source = program.getSourceFile(FIXTURE)
  const lineOf = (position: number) => (source?.getLineAndCharacterOfPosition(position).line ?? 0) + 1

  const refused = ts.getPreEmitDiagnostics(program, source).map(({ start }) => lineOf(start ?? 0))
  const marked = (source?.text ?? '')
    .split('\n')
    .flatMap((line, at) => (line.includes('// refused') ? [at + 1] : []))

  expect(marked).toHaveLength(9)
  expect([...new Set(refused)]).toEqual(marked)
})
