// A server as a process of its own, which says how much processor time it has used.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** Starts a program that says when it is ready, and then answers each question put to it. */
export async function startServer(program) {
  const child = fork(fileURLToPath(new URL(program, import.meta.url)), { serialization: 'advanced' })
  let settle
  child.on('message', (message) => settle.resolve(message))
  child.on('exit', (code) => settle.reject(new Error(`A server of the benchmark ended with ${code}.`)))
  const answer = () => new Promise((resolve, reject) => (settle = { resolve, reject }))
  const ready = await answer()

  function ask(question) {
    child.send(question)
    return answer()
  }

  return {
    ready,
    ask,
    /** Gives the bare server what it is to answer. */
    prepare: (answers) => ask({ kind: 'prepare', answers }),
    /** Microseconds of processor time so far, in all threads. */
    async cpu() {
      const { user, system } = await ask({ kind: 'cpu' })
      return user + system
    },
    async stop() {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}
