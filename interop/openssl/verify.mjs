// OpenSSL, at its strictest, believes every TLS port of the lab.
import { spawnSync } from 'node:child_process'
import { check, ready } from '../check.mjs'

const STRICT = ['-verify_return_error', '-x509_strict', '-purpose', 'sslserver']
const ports = {
  Exchange: ready.exchange.ews,
  'the Webex site': ready.webexSite.xml,
  'the Webex cloud': ready.webexCloud.api,
  LDAPS: ready.directory.ldaps,
  'the Global Catalog': ready.directory.gcs,
}

for (const [what, address] of Object.entries(ports)) {
  const { hostname, port } = new URL(address)
  const { status, stdout, stderr } = spawnSync(
    'openssl',
    ['s_client', '-connect', `${hostname}:${port}`, '-CAfile', ready.ca, ...STRICT],
    { input: '', encoding: 'utf8', env: { ...process.env, OPENSSL_CONF: '/dev/null' } },
  )
  const isBelieved = status === 0 && stdout.includes('Verify return code: 0 (ok)')
  check(`the certificate of ${what} is believed`, isBelieved, stdout + stderr)
}
