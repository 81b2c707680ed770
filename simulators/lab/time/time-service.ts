import type { Socket } from 'node:net'
import { LabError } from '../../core/index.js'
import type { HttpExchange, HttpService } from '../../network/index.js'
import type { LabTime } from './lab-time.js'
import { subjectReport, type SubjectReport } from './subject-report.js'

const PATH = /^\/time\/([\w-]+)$/

/** No report is longer; a longer body is not one. */
const MAX_BYTES = 4_096

/**
 * Where subjects in lab time report: a port of its own, so that a subject learns nothing of the admin API. The
 * answer to a report is held until the lab has something to say; a subject that hangs up has ended, be it while it
 * waits for the answer or instead of reporting again on a connection that it keeps alive.
 */
export function createTimeService(time: LabTime): HttpService {
  const latest = new WeakMap<Socket, { readonly name: string; readonly report: SubjectReport }>()
  const watchEnd = ({ socket, response }: HttpExchange, name: string, report: SubjectReport): void => {
    const isFirst = !latest.has(socket)
    latest.set(socket, { name, report })
    if (!isFirst || !response.shouldKeepAlive) return
    socket.once('close', () => {
      const last = latest.get(socket)
      if (last !== undefined) time.dismiss(last.name, last.report)
    })
  }
  return {
    name: 'time',
    async handle(exchange) {
      const name = PATH.exec(exchange.path)?.[1]
      const report = subjectReport.safeParse(await readJson(exchange))
      if (name === undefined || exchange.request.method !== 'POST')
        return send(exchange, 404, { message: 'POST /time/<token>' })
      if (!report.success) return send(exchange, 400, { message: report.error.message })

      exchange.signal.addEventListener('abort', () => {
        if (!exchange.response.writableEnded) time.dismiss(name)
      })
      watchEnd(exchange, name, report.data)
      try {
        send(exchange, 200, await time.report(name, report.data))
      } catch (error) {
        if (!(error instanceof LabError)) throw error
        send(exchange, 404, { message: error.message })
      }
    },
  }
}

async function readJson({ request }: HttpExchange): Promise<unknown> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>) {
    text += chunk
    if (text.length > MAX_BYTES) return undefined
  }
  try {
    return JSON.parse(text)
  } catch {
    // What is not JSON is not a report; the schema says so to the subject.
    return undefined
  }
}

function send({ response, signal }: HttpExchange, status: number, body: object): void {
  if (signal.aborted) return
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}
