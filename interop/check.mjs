// What the interop scripts share: the lab's ready document, and checks that say what came instead.
import { readFileSync } from 'node:fs'

export const ready = JSON.parse(readFileSync(process.env['EXWEX_READY'], 'utf8'))

export function check(what, isTrue, got) {
  console.log(`  ${isTrue ? 'ok  ' : 'FAIL'} ${what}`)
  if (isTrue) return
  console.log(`       got: ${got}`)
  process.exitCode = 1
}
