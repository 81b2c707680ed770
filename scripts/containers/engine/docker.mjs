// A Docker engine that is already there.
import { run, works } from '../program.mjs'

export async function findDocker() {
  if (!(await works(['docker', 'info', '--format', '{{.ServerVersion}}']))) return undefined
  const hasPlugin = await works(['docker', 'compose', 'version'])
  return {
    name: 'docker',
    version: `Docker Engine ${(await run(['docker', 'info', '--format', '{{.ServerVersion}}'])).stdout}`,
    command: ['docker'],
    buildOptions: [],
    compose: hasPlugin ? ['docker', 'compose'] : ['docker-compose'],
    environment: {},
    async [Symbol.asyncDispose]() {},
  }
}
