// What the interop scripts share: the lab's ready document, and checks that say what came instead.
import { readFileSync } from 'node:fs'

export const ready = JSON.parse(readFileSync(process.env['EXWEX_READY'], 'utf8'))

export function check(what, isTrue, got) {
  console.log(`  ${isTrue ? 'ok  ' : 'FAIL'} ${what}`)
  if (isTrue) return
  console.log(`       got: ${got}`)
  process.exitCode = 1
}

/** What the admin API of the lab answers. */
export async function ask(method, path, body) {
  const response = await fetch(ready.admin + path, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`)
  return response.status === 204 ? undefined : response.json()
}

/** Runs cmdlets of the management shell, as an administrator pastes them; fails loudly when one fails. */
export async function shell(commands) {
  const answer = await ask('POST', '/v1/exchange/shell', { commands })
  if (answer.ok) return answer
  throw new Error(
    `${commands}\n${answer.outputs?.map(({ text }) => text).join('\n') ?? JSON.stringify(answer)}`,
  )
}
