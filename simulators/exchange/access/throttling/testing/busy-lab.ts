import { instant, turn } from '../../../../core/index.js'
import type { ExchangeOptions } from '../../../exchange-options.js'
import { PASSWORD, SERVICE_ACCOUNT, startExchangeLab } from '../../../testing/exchange-lab.js'
import { rawPost } from '../../../testing/raw-post.js'
import { soapEnvelope } from '../../../testing/soap.js'

export const ALICE = 'alice@ent-pa.example'
export const BOB = 'bob@ent-pa.example'
export const ROOM = 'board1@ent-pa.example'

/** Costs 4 ms: 2 and for its one folder 2 more. */
export const GET_FOLDER = getFolders(1)
export const GET_FOLDER_MS = 4

export function getFolders(count: number): string {
  return (
    '<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape><m:FolderIds>' +
    '<t:DistinguishedFolderId Id="calendar"/>'.repeat(count) +
    '</m:FolderIds></m:GetFolder>'
  )
}

export interface Answer {
  readonly status: number
  readonly text: string
  /** The response codes, in their order. */
  readonly codes: readonly string[]
  /** What `t:Value` of that name says. */
  value(name: string): string | undefined
}

export type BusyLab = Awaited<ReturnType<typeof startBusyLab>>

/** An Exchange on a real port under a manual clock, and callers who hurry. */
export async function startBusyLab(options: Partial<ExchangeOptions> = {}) {
  const lab = await startExchangeLab({ schemes: ['Basic'], ...options })

  /** A request whose answer may stay open. */
  function open(body: string, asking: Asking) {
    const credentials = `${asking.as ?? SERVICE_ACCOUNT}:${PASSWORD}`
    return rawPost({ port: lab.port, credentials, body: envelope(body, asking) })
  }

  async function ask(body: string, asking: Asking = { impersonate: ALICE }): Promise<Answer> {
    const credentials = Buffer.from(`${asking.as ?? SERVICE_ACCOUNT}:${PASSWORD}`).toString('base64')
    const response = await fetch(`http://127.0.0.1:${lab.port}/EWS/Exchange.asmx`, {
      method: 'POST',
      headers: { authorization: `Basic ${credentials}`, 'content-type': 'text/xml; charset=utf-8' },
      body: envelope(body, asking),
      signal: asking.signal ?? null,
    })
    return readAnswer(response.status, await response.text())
  }

  return {
    ...lab,
    open,
    ask,
    /** Sends many requests at once. */
    askAtOnce: (count: number, body: string, asking: Asking) =>
      Array.from({ length: count }, () => ask(body, asking)),
    advance: (ms: number) => lab.clock.advanceTo(instant(lab.clock.now() + ms)),
    /** Holds up the answers of every request. */
    holdAnswers: (ms: number) =>
      lab.core.faults.add({ id: 'hold', stage: 'after', match: {}, act: { kind: 'delay', ms } }),
    /** Resolves when so many requests are held up. */
    async untilHeld(count: number) {
      while (lab.core.faults.held('main') < count) await turn()
    },
    accountOf: (name: string) => lab.directory.accounts.findWindows(name)?.objectGuid ?? '',
    [Symbol.asyncDispose]: () => lab[Symbol.asyncDispose](),
  }
}

interface Asking {
  readonly as?: string
  readonly impersonate?: string
  /** Default `Exchange2013_SP1`. */
  readonly version?: string
  /** Hangs up. */
  readonly signal?: AbortSignal
}

function envelope(body: string, { impersonate, version = 'Exchange2013_SP1' }: Asking): string {
  return soapEnvelope(body, impersonate).replace('Exchange2013_SP1', version)
}

function readAnswer(status: number, text: string): Answer {
  return {
    status,
    text,
    codes: [...text.matchAll(/<[me]:ResponseCode[^>]*>(\w+)</g)].map(([, code]) => code ?? ''),
    value: (name) => new RegExp(`<t:Value Name="${name}">([^<]*)<`).exec(text)?.[1],
  }
}
