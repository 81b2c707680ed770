// The base of the image: the public one, or, where no registry can be reached, one made on this machine.
import { existsSync } from 'node:fs'
import { appendFile, cp, mkdir, mkdtemp, rename, rm, symlink } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { run, seconds, works } from './program.mjs'

export const PUBLIC_BASE = 'docker.io/library/node:20-slim'
const LOCAL_BASE = `localhost/exwex-base:node-${process.version}`
const SUITE = 'bookworm'
const TRUSTED = '/etc/ssl/certs/ca-certificates.crt'

/** @returns the name of a base that the engine has. */
export async function baseImage(engine) {
  const given = process.env['BASE']
  if (given !== undefined && given !== '') return given
  const { command, environment } = engine
  const has = (name) => works([...command, 'image', 'inspect', name], { environment })
  if (await has(PUBLIC_BASE)) return PUBLIC_BASE
  if (await works([...command, 'pull', PUBLIC_BASE], { environment })) return PUBLIC_BASE
  if (await has(LOCAL_BASE)) return LOCAL_BASE
  console.log(`  ${PUBLIC_BASE} cannot be pulled: making ${LOCAL_BASE} from Debian packages and this node`)
  const archive = await localArchive()
  const changes = ['ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin']
  // npm trusts what this machine trusts.
  if (existsSync(TRUSTED)) changes.push(`ENV NODE_EXTRA_CA_CERTS=${TRUSTED}`)
  const options = changes.flatMap((change) => ['--change', change])
  await run([...command, 'import', ...options, archive, LOCAL_BASE], { environment })
  return LOCAL_BASE
}

/** A root file system as an archive. It is kept, because making it takes longest. */
async function localArchive() {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
  const archive = join(cache, 'exwex', `base-${SUITE}-node-${process.version}-${process.arch}.tar`)
  if (existsSync(archive)) return archive
  await mkdir(dirname(archive), { recursive: true })
  const folder = await mkdtemp(join(tmpdir(), 'exwex-base-'))
  try {
    const made = await seconds(() => makeRoot(join(folder, 'root')))
    await run(['tar', '--numeric-owner', '-C', join(folder, 'root'), '-cf', `${archive}.new`, '.'])
    await rename(`${archive}.new`, archive)
    console.log(`  made in ${made.seconds.toFixed(0)} s; kept as ${archive}`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return archive
}

/** What node:20-slim is: a small Debian, node and npm, and a user `node` with the number 1000. */
async function makeRoot(root) {
  const inside = (path) => join(root, path)
  await run(['debootstrap', '--variant=minbase', '--include=ca-certificates', SUITE, root])
  await cp(process.execPath, inside('usr/local/bin/node'), { dereference: true })
  const modules = (await run(['npm', 'root', '--global'])).stdout.split('\n').at(-1)
  await cp(join(modules, 'npm'), inside('usr/local/lib/node_modules/npm'), { recursive: true })
  await symlink('../lib/node_modules/npm/bin/npm-cli.js', inside('usr/local/bin/npm'))
  if (existsSync(TRUSTED)) await cp(TRUSTED, inside(TRUSTED))
  await appendFile(inside('etc/passwd'), 'node:x:1000:1000::/home/node:/bin/sh\n')
  await appendFile(inside('etc/group'), 'node:x:1000:\n')
  await mkdir(inside('home/node'))
  await run(['chown', '1000:1000', inside('home/node')])
  const surplus = ['var/cache/apt', 'var/lib/apt/lists', 'usr/share/doc', 'usr/share/man', 'usr/share/locale']
  await Promise.all(surplus.map((path) => rm(inside(path), { recursive: true, force: true })))
}
