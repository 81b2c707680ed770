// OpenLDAP's server on a port of its own, filled with the entries of the lab.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { schemaFor, withAncestors } from './slapd-schema.mjs'

const PASSWORD = 'secret'
/** What a domain controller has indexes for, as far as the benchmark asks for it. */
const INDEXED = ['objectClass', 'mail', 'sAMAccountName', 'userPrincipalName', 'proxyAddresses', 'cn']

/** Fills a server with these entries, each a list of `[attribute, octets]`, and starts it. */
export async function startSlapd(folder, { suffix, entries }) {
  const data = join(folder, 'data')
  const config = join(folder, 'slapd.conf')
  const ldif = join(folder, 'entries.ldif')
  mkdirSync(data)
  const rootDn = `cn=load,${suffix}`
  writeFileSync(config, configuration({ folder, data, suffix, rootDn, entries }))
  writeFileSync(ldif, withAncestors(entries, suffix))
  execFileSync('slapadd', ['-q', '-f', config, '-l', ldif], { stdio: ['ignore', 'ignore', 'inherit'] })

  const port = await freePort()
  const uri = `ldap://127.0.0.1:${port}`
  const child = spawn('slapd', ['-d', '0', '-h', uri, '-f', config], { stdio: 'inherit' })
  const exited = once(child, 'exit')
  await answering(port, exited)
  return {
    pid: child.pid,
    uri,
    dn: rootDn,
    password: PASSWORD,
    async stop() {
      child.kill()
      await exited
    },
  }
}

function configuration({ folder, data, suffix, rootDn, entries }) {
  return [
    schemaFor(entries),
    `pidfile ${join(folder, 'slapd.pid')}`,
    'modulepath /usr/lib/ldap',
    'moduleload back_mdb',
    'loglevel 0',
    'sizelimit unlimited',
    'database mdb',
    `suffix "${suffix}"`,
    `rootdn "${rootDn}"`,
    `rootpw ${PASSWORD}`,
    `directory ${data}`,
    'maxsize 4294967296',
    'dbnosync',
    `index ${INDEXED.join(',')} eq`,
    '',
  ].join('\n')
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

async function answering(port, exited) {
  for (let tries = 0; tries < 200; tries++) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await Promise.race([
      once(socket, 'connect').then(
        () => true,
        () => false,
      ),
      exited.then(() => Promise.reject(new Error('slapd has ended.'))),
    ])
    socket.destroy()
    if (isOpen) return
    await sleep(50)
  }
  throw new Error('slapd does not answer.')
}
