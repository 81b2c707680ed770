import { readFileSync } from 'node:fs'
import { createPerson, type Person } from '../../../clients/index.js'
import type { ReadyDocument } from '../../../doors/index.js'
import type { Door, JournalQuery, ScenarioEntry } from './decorated-meeting.js'
import { exwex, exwexOnce } from './process.js'

/** The door of someone who has `exwex up` in one terminal and asks it by verbs in another; people are on the wire. */
export function commandLineDoor(ready: ReadyDocument): Door & AsyncDisposable {
  const env = { EXWEX_ADMIN: ready.admin }
  const people = { alice: personOf(ready, 'alice'), bob: personOf(ready, 'bob') }
  return {
    ...people,
    async journal({ operation, target }: JournalQuery) {
      const filters = ['--operation', operation, ...(target === undefined ? [] : ['--target', target])]
      await using following = exwex(['journal', '--json', '--follow', ...filters], env)
      await following.firstLine
      const lines = await exwexOnce(['journal', '--json', ...filters], env)
      return lines
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as ScenarioEntry)
    },
    async [Symbol.asyncDispose]() {
      await people.alice[Symbol.asyncDispose]()
      await people.bob[Symbol.asyncDispose]()
    },
  }
}

function personOf({ users, exchange, ca }: ReadyDocument, alias: string): Person {
  const user = users.find(({ mail }) => mail.startsWith(`${alias}@`))
  if (user === undefined) throw new TypeError(`There is no ${alias} in this lab.`)
  return createPerson({
    mail: user.mail,
    url: exchange.ews,
    credentials: { username: user.upn, password: user.password },
    authentication: 'ntlm',
    ca: readFileSync(ca, 'utf8'),
  })
}
