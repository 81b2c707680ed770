import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setupServer } from 'msw/node'
import { expect, it, onTestFinished } from 'vitest'
import { createPerson, type Person } from '../../clients/index.js'
import { startReferenceConnector, type Lab } from '../../doors/index.js'
import { handlers } from '../../doors/msw/index.js'
import { test } from '../../doors/vitest/index.js'
import { startLab } from '../support/lab.js'
import { adminApiDoor, prepareNode } from './scenario/admin-api-door.js'
import { askByCurl, askByFetch, CURL } from './scenario/ask.js'
import { commandLineDoor } from './scenario/command-line-door.js'
import { decoratedMeeting, EXPECTED } from './scenario/decorated-meeting.js'
import { inProcessDoor } from './scenario/in-process-door.js'
import { exwex, up, type Program } from './scenario/process.js'

/** Programs of their own take a while to start on a busy machine. */
const PATIENCE = { timeout: 60_000 }

it('shows a decorated meeting in-process', PATIENCE, async () => {
  await using lab = await startLab({ clock: 'real' })
  await using _connector = await startReferenceConnector(lab)

  expect(await decoratedMeeting(inProcessDoor(lab))).toEqual(EXPECTED)
})

test('shows the same through the fixtures of vitest', PATIENCE, async ({ lab, connector }) => {
  const observed = await decoratedMeeting(inProcessDoor(lab))

  expect(observed).toEqual(EXPECTED)
  expect(observed.updates[0]?.principal).toBe(connector.account)
})

it('shows the same through the command line', PATIENCE, async () => {
  await using lab = await up('--connector', 'reference')
  await using door = commandLineDoor(lab.ready)
  await door.journal({ operation: 'Subscribe', target: door.alice.mail })

  expect(await decoratedMeeting(door)).toEqual(EXPECTED)
})

it(`shows the same through the admin API, asked by ${CURL ?? 'fetch'}`, PATIENCE, async () => {
  const ask = CURL === undefined ? askByFetch : askByCurl
  const directory = temporaryFolder()
  await using lab = await up()
  const door = adminApiDoor(ask, lab.ready)
  await using _connector = connectorOf(directory, await prepareNode(ask, lab.ready, directory))
  await door.journal({ operation: 'Subscribe', target: door.alice.mail })

  expect(await decoratedMeeting(door)).toEqual(EXPECTED)
})

/**
 * A lab without ports has no connector beside it, and MSW breaks the web sockets of its own process: this lab listens,
 * the connector is a process of its own, and the people, only they, come by way of MSW.
 */
it('shows the same to people who reach Exchange through MSW', PATIENCE, async () => {
  const directory = temporaryFolder()
  await using lab = await startLab({ clock: 'real' })
  const subject = await lab.prepareSubject({ node: 1, stateDir: directory, sharedDir: directory })
  const server = setupServer(...handlers(lab))
  server.listen({ onUnhandledRequest: 'error' })
  onTestFinished(() => server.close())
  await using alice = intercepted(lab, 'alice')
  await using bob = intercepted(lab, 'bob')
  const door = inProcessDoor(lab, { alice, bob })
  await using _connector = connectorOf(directory, JSON.stringify(subject))
  await door.journal({ operation: 'Subscribe', target: alice.mail })

  expect(await decoratedMeeting(door)).toEqual(EXPECTED)
})

function temporaryFolder(): string {
  const directory = mkdtempSync(join(tmpdir(), 'exwex-door-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  return directory
}

/** The reference connector as a process of its own. */
function connectorOf(directory: string, subject: string): Program {
  const file = join(directory, 'subject.json')
  writeFileSync(file, subject)
  return exwex(['connector', '--json'], { EXWEX_SUBJECT: file })
}

function intercepted({ people, ready }: Lab, alias: 'alice' | 'bob'): Person {
  const { mail } = people[alias]
  const password = ready.users.find((user) => user.mail === mail)?.password ?? ''
  return createPerson({
    mail,
    url: 'https://mail.ent-pa.example/EWS/Exchange.asmx',
    credentials: { username: mail, password },
    authentication: 'basic',
  })
}
