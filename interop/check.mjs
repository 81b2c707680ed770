// What the interop scripts share: the lab's ready document, and checks that say what came instead.
import { readFileSync } from 'node:fs'

export const ready = JSON.parse(readFileSync(process.env['EXWEX_READY'], 'utf8'))

export function check(what, isTrue, got) {
  console.log(`  ${isTrue ? 'ok  ' : 'FAIL'} ${what}`)
  if (isTrue) return
  console.log(`       got: ${got}`)
  process.exitCode = 1
}

/** Runs cmdlets of the management shell, as an administrator pastes them; fails loudly when one fails. */
export async function shell(commands) {
  const response = await fetch(`${ready.admin}/v1/exchange/shell`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ commands }),
  })
  const answer = await response.json()
  if (answer.ok) return answer
  throw new Error(
    `${commands}\n${answer.outputs?.map(({ text }) => text).join('\n') ?? JSON.stringify(answer)}`,
  )
}
