// The Debian packages that a podman without an operating system's help needs, and who installs them.
import { existsSync } from 'node:fs'
import { run, works } from '../program.mjs'

/** Package, and a file of its that tells whether it is there. */
const PACKAGES = {
  podman: '/usr/bin/podman',
  // crun refuses machines whose control groups are of both versions.
  runc: '/usr/sbin/runc',
  netavark: '/usr/lib/podman/netavark',
  'aardvark-dns': '/usr/lib/podman/aardvark-dns',
  iptables: '/usr/sbin/iptables',
  uidmap: '/usr/bin/newuidmap',
  debootstrap: '/usr/sbin/debootstrap',
  'docker-compose': '/usr/bin/docker-compose',
}

export function missingPackages() {
  return Object.keys(PACKAGES).filter((name) => !existsSync(PACKAGES[name]))
}

/** Only a machine that says `CI=true` is changed, and only by root. */
export async function installMissing() {
  const missing = missingPackages()
  const mayInstall = process.env['CI'] === 'true' && process.getuid?.() === 0
  if (missing.length === 0 || !mayInstall || !(await works(['apt-get', '--version']))) return
  console.log(`  installing ${missing.join(' ')}`)
  const environment = { DEBIAN_FRONTEND: 'noninteractive' }
  await run(['apt-get', 'update', '-qq'], { environment })
  await run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...missing], { environment })
}
