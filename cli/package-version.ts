import { readFileSync } from 'node:fs'

/** The version in the package file, which stands two folders above the compiled command line. */
export function packageVersion(): string {
  const file = new URL('../../package.json', import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version
}
