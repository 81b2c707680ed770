// DavMail between the lab's EWS and CalDAV, IMAP, SMTP and LDAP, in a folder of its own.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const PROTOCOLS = ['caldav', 'imap', 'smtp', 'ldap']
const START_MS = 60_000

/** Starts DavMail before an EWS and gives its ports by protocol, and what ends it. */
export async function startDavmail(ews) {
  const folder = mkdtempSync(join(tmpdir(), 'exwex-davmail-'))
  const ports = Object.fromEntries(await Promise.all(PROTOCOLS.map(async (name) => [name, await freePort()])))
  const properties = join(folder, 'davmail.properties')
  writeFileSync(
    properties,
    Object.entries(settings(ews, ports, folder))
      .map((pair) => pair.join('='))
      .join('\n'),
  )
  const gateway = spawn('davmail', [properties], { stdio: 'ignore', env: { ...process.env, HOME: folder } })
  const ended = new Promise((resolve) => gateway.once('exit', resolve))
  const stop = async () => {
    gateway.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('SIGTERM', () => stop().finally(() => process.exit(1)))
  try {
    await Promise.race([
      Promise.all(Object.values(ports).map(answers)),
      ended.then(() => Promise.reject(new Error('DavMail ended before it listened.'))),
    ])
  } catch (error) {
    await stop()
    throw error
  }
  return { ports, stop }
}

function settings(ews, ports, folder) {
  return {
    'davmail.server': true,
    'davmail.mode': 'EWS',
    'davmail.enableEws': true,
    'davmail.url': ews,
    'davmail.allowRemote': false,
    'davmail.bindAddress': '127.0.0.1',
    'davmail.disableUpdateCheck': true,
    'davmail.caldavEditNotifications': false,
    'davmail.popPort': '',
    ...Object.fromEntries(PROTOCOLS.map((name) => [`davmail.${name}Port`, ports[name]])),
    'davmail.logFilePath': join(folder, 'davmail.log'),
    'log4j.rootLogger': 'WARN',
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** Waits until somebody listens on a port. */
async function answers(port) {
  const until = Date.now() + START_MS
  while (!(await isOpen(port))) {
    if (Date.now() > until) throw new Error(`DavMail does not listen on port ${port}.`)
    await sleep(200)
  }
}

function isOpen(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
