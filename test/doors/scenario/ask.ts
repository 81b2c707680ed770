import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'

export interface Question {
  readonly method: 'GET' | 'POST'
  readonly url: string
  /** `user:password` for Basic. */
  readonly user?: string
  readonly contentType?: string
  readonly body?: string
}

/** Asks over HTTP and gives the text of the answer. Rejects unless the status is one of success. */
export type Ask = (question: Question) => Promise<string>

export const CURL = spawnSync('curl', ['--version']).status === 0 ? 'curl' : undefined

/** As a person types it. */
export const askByCurl: Ask = async ({ method, url, user, contentType, body }) => {
  const { stdout } = await promisify(execFile)(CURL ?? 'curl', [
    ...['--silent', '--show-error', '--fail-with-body', '--request', method],
    ...(user === undefined ? [] : ['--basic', '--user', user]),
    ...(contentType === undefined ? [] : ['--header', `Content-Type: ${contentType}`]),
    ...(body === undefined ? [] : ['--data-binary', body]),
    url,
  ])
  return stdout
}

/** The same without curl. */
export const askByFetch: Ask = async ({ method, url, user, contentType, body }) => {
  const answer = await fetch(url, {
    method,
    headers: {
      ...(user === undefined ? {} : { authorization: `Basic ${Buffer.from(user).toString('base64')}` }),
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
    },
    ...(body === undefined ? {} : { body }),
  })
  const said = await answer.text()
  if (answer.ok) return said
  throw new TypeError(`${method} ${url} was answered ${answer.status}: ${said}`)
}
