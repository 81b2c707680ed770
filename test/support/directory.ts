import { Attribute, Change, Client } from 'ldapts'
import type { Lab } from '../../simulators/lab/index.js'
import { soapEnvelope } from '../../simulators/exchange/testing/soap.js'

/** The administrator of a lab's directory, over LDAPS, so that passwords can be written. */
export async function administratorOf(lab: Lab): Promise<Client> {
  const { ldaps, admin } = lab.ready.directory
  const client = new Client({ url: ldaps, tlsOptions: { ca: [lab.caPem] } })
  await client.bind(admin.upn, admin.password)
  return client
}

export function replace(type: string, ...values: readonly (string | Buffer)[]): Change {
  return new Change({
    operation: 'replace',
    modification: new Attribute({ type, values: [...values] as string[] }),
  })
}

export function quotedPassword(password: string): Buffer {
  return Buffer.from(`"${password}"`, 'utf16le')
}

export interface Asker {
  readonly name: string
  readonly password: string
  readonly impersonating?: string
}

/** Sends an EWS request over a connection of its own and gives the status and what came, as text. */
export async function askEws(
  lab: Lab,
  { name, password, impersonating }: Asker,
  body: string,
): Promise<string> {
  const answer = await fetch(lab.ready.exchange.ewsHttp, {
    method: 'POST',
    headers: {
      'Content-Type': 'text/xml; charset=utf-8',
      Authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
      Connection: 'close',
    },
    body: soapEnvelope(body, impersonating),
  })
  return `${answer.status} ${await answer.text()}`
}

/** The response code, or the code of the fault; the status where there is neither. */
export function codeOf(answer: string): string {
  return /ResponseCode[^>]*>(\w+)</.exec(answer)?.[1] ?? answer.slice(0, 3)
}
