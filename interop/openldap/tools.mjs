// OpenLDAP's tools, told to believe the lab's certificate authority and to read no configuration of the machine.
import { spawnSync } from 'node:child_process'
import { ready } from '../check.mjs'

const environment = {
  ...process.env,
  LDAPTLS_CACERT: ready.ca,
  LDAPTLS_REQCERT: 'demand',
  LDAPRC: '/dev/null',
}

/** Runs one of the tools; what it printed, and how it ended. */
export function tool(name, args, { input, ca } = {}) {
  const { stdout, stderr, status } = spawnSync(name, ['-x', ...args], {
    encoding: 'utf8',
    input,
    env: ca === undefined ? environment : { ...environment, LDAPTLS_CACERT: ca },
  })
  return { status, printed: stdout + stderr }
}

export const as = (name, password) => ['-D', name, '-w', password]

/** What ldapsearch prints for a query. */
export function search(url, bind, ...query) {
  return tool('ldapsearch', ['-LLL', '-o', 'ldif-wrap=no', '-H', url, ...bind, ...query]).printed
}

/** The same with its comments, result code and response controls. */
export function searchLoudly(url, bind, ...query) {
  return tool('ldapsearch', ['-o', 'ldif-wrap=no', '-H', url, ...bind, ...query]).printed
}

/** The values of an attribute in what ldapsearch printed, in order. */
export function valuesOf(attribute, printed) {
  return [...printed.matchAll(new RegExp(`^${attribute}: (.*)$`, 'gm'))].map(([, value]) => value)
}
