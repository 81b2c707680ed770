// Builds the image of a checkout, and weighs it.
import { run } from './program.mjs'

export const IMAGE = 'localhost/exwex:check'

/** Builds `docker/Dockerfile` of the checkout in `directory`. */
export async function buildImage(engine, { directory, base }) {
  const { command, environment, buildOptions } = engine
  const registry = process.env['NPM_CONFIG_REGISTRY']
  const args = [`BASE=${base}`, ...(registry === undefined ? [] : [`NPM_CONFIG_REGISTRY=${registry}`])]
  await run(
    [
      ...[...command, 'build', ...buildOptions, '--file', 'docker/Dockerfile', '--tag', IMAGE],
      ...args.flatMap((arg) => ['--build-arg', arg]),
      '.',
    ],
    { environment, directory },
  )
}

/** Megabytes that the image adds to its base. */
export async function weigh(engine, base) {
  const { command, environment } = engine
  const bytes = async (name) =>
    Number(
      (await run([...command, 'image', 'inspect', '--format', '{{.Size}}', name], { environment })).stdout,
    )
  return ((await bytes(IMAGE)) - (await bytes(base))) / 1e6
}
