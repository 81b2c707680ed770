import { SITE_PASSWORD, type WebexLab } from '../../testing/webex-lab.js'
import type { CallAnswer } from '../../testing/call.js'

/** What a browser without scripts does: it keeps its cookie and follows no redirect by itself. */
export interface Browser {
  get(path: string): Promise<CallAnswer>
  post(path: string, form?: Readonly<Record<string, string>>): Promise<CallAnswer>
  upload(path: string, file: string, fields: Readonly<Record<string, string>>): Promise<CallAnswer>
}

export interface Credentials {
  readonly email: string
  readonly password: string
}

/** The full administrator whom every lab has. */
export const ADMINISTRATOR: Credentials = { email: 'webex-admin@ent-pa.example', password: SITE_PASSWORD }

/** Goes from the sign-in page to the authorize page and back; what comes back sets the cookie of the session. */
export async function signIn(lab: WebexLab, credentials: Credentials): Promise<CallAnswer> {
  const begun = await lab.call({ to: 'GET /hub/sign-in/begin' })
  const form = { decision: 'accept', ...credentials }
  const decided = await lab.call({ to: `POST ${String(begun.headers.location)}`, form })
  return lab.call({
    to: `GET ${decided.headers.location ?? '/hub/sign-in/back'}`,
    headers: { cookie: cookieIn(begun) },
  })
}

export function cookieIn({ headers }: CallAnswer): string {
  return headers['set-cookie']?.[0]?.split(';')[0] ?? ''
}

export async function openBrowser(lab: WebexLab, credentials: Credentials): Promise<Browser> {
  const headers = { cookie: cookieIn(await signIn(lab, credentials)), 'sec-fetch-site': 'same-origin' }

  return {
    get: (path) => lab.call({ to: `GET ${path}`, headers }),
    post: (path, form = {}) => lab.call({ to: `POST ${path}`, headers, form }),
    upload(path, file, fields) {
      const mediaType = 'multipart/form-data; boundary=border'
      const parts = Object.entries(fields).map(([name, value]) => part(`name="${name}"`, value))
      const body = [...parts, part('name="file"; filename="users.csv"', file), '--border--\r\n'].join('')
      return lab.call({ to: `POST ${path}`, headers: { ...headers, 'content-type': mediaType }, xml: body })
    },
  }
}

function part(disposition: string, content: string): string {
  return `--border\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`
}
