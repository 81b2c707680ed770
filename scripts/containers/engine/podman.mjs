// Podman with all of its state in a temporary folder, behind the socket that Docker's tools talk to.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { run, works } from '../program.mjs'

const SOCKET_BOUND_MS = 10_000

/** Starts a podman of our own; disposing of it removes every trace. */
export async function startPodman() {
  const folder = await mkdtemp(join(tmpdir(), 'exwex-podman-'))
  const environment = await configure(folder)
  const socket = join(folder, 'podman.sock')
  const service = spawn('podman', ['system', 'service', '--time=0', `unix://${socket}`], {
    env: { ...process.env, ...environment },
    stdio: 'ignore',
  })
  const ended = new Promise((resolve) => service.once('close', resolve).once('error', resolve))
  const dispose = async () => {
    await works(['podman', 'rm', '--all', '--force', '--time', '2'], { environment })
    await works(['podman', 'network', 'prune', '--force'], { environment })
    service.kill('SIGTERM')
    await ended
    // An overlay that is still mounted would keep the folder busy.
    await works(['podman', 'umount', '--all', '--force'], { environment })
    await works(['umount', join(folder, 'graph/overlay')])
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await appears(socket)
  } catch (error) {
    await dispose()
    throw error
  }
  const dockerEnvironment = { ...environment, DOCKER_HOST: `unix://${socket}`, DOCKER_BUILDKIT: '0' }
  return {
    name: 'podman',
    version: (await run(['podman', '--version'])).stdout,
    command: ['podman'],
    buildOptions: ['--isolation', 'chroot', '--format', 'docker'],
    compose: await composeFor(dockerEnvironment),
    environment: {
      ...dockerEnvironment,
      // Its image cannot be pulled everywhere, and everything ends with the folder anyway.
      TESTCONTAINERS_RYUK_DISABLED: 'true',
      // Within a container of a CI system the host would be taken for the bridge's address.
      TESTCONTAINERS_HOST_OVERRIDE: '127.0.0.1',
    },
    [Symbol.asyncDispose]: dispose,
  }
}

/** Docker's own compose where it is installed, else the one that Debian has. podman-compose knows no addresses. */
async function composeFor(environment) {
  if (await works(['docker', 'compose', 'version'], { environment })) return ['docker', 'compose']
  return ['docker-compose']
}

async function configure(folder) {
  const containers = join(folder, 'containers.conf')
  const storage = join(folder, 'storage.conf')
  await mkdir(join(folder, 'networks'))
  await writeFile(
    containers,
    `[containers]
# Without them the limits of the engine would be raised, which takes a capability that CI systems withhold.
default_ulimits = ["nofile=16384:16384", "nproc=16384:16384"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
tmp_dir = "${folder}/tmp"
lock_type = "file"
[network]
network_backend = "netavark"
network_config_dir = "${folder}/networks"
`,
  )
  await writeFile(
    storage,
    `[storage]\ndriver = "overlay"\ngraphroot = "${folder}/graph"\nrunroot = "${folder}/run"\n`,
  )
  return { CONTAINERS_CONF: containers, CONTAINERS_STORAGE_CONF: storage, BUILDAH_ISOLATION: 'chroot' }
}

async function appears(socket) {
  const bound = performance.now() + SOCKET_BOUND_MS
  while (!existsSync(socket)) {
    if (performance.now() > bound)
      throw new Error(`"podman system service" opened no socket within ${SOCKET_BOUND_MS / 1000} s.`)
    await sleep(50)
  }
}
