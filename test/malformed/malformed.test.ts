import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import {
  BROKEN_KINDS,
  createBrokenRequests,
} from '../../simulators/exchange/ews/testing/malformed/broken-requests.js'
import { requestBytes, withBody } from '../../simulators/exchange/ews/testing/malformed/broken-request.js'
import { complaintAbout } from '../../simulators/exchange/ews/testing/malformed/error-form.js'
import { sendRaw } from '../../simulators/exchange/ews/testing/malformed/raw-client.js'
import { envelope } from '../../simulators/exchange/ews/testing/serve-operation.js'
import { Lab } from '../../simulators/lab/index.js'
import { RECORDING } from '../../simulators/exchange/ews/testing/schema-recorder.js'

/** `node scripts/malformed-requests.mjs` sends thousands instead of the few of a usual run. */
const requests = Number(process.env['EXWEX_MALFORMED'] ?? 8 * BROKEN_KINDS.length)
const seed = Number(process.env['EXWEX_MALFORMED_SEED'] ?? 1)
const reportFile = process.env['EXWEX_MALFORMED_REPORT']
const AT_ONCE = 4
/** From here on the heap is worth measuring: everything has been loaded, compiled and filled once. */
const ENOUGH_FOR_HEAP = 2_000
/** So small that it is full, and loses its oldest entries, before the first measurement. */
const JOURNAL_BYTES = 256 * 1024
/** Alice may ask as much as she likes. */
const UNTHROTTLED = `New-ThrottlingPolicy Unthrottled -EwsMaxBurst unlimited -EwsRechargeRate unlimited -EwsCutoffBalance unlimited
Set-ThrottlingPolicyAssociation alice -ThrottlingPolicy Unthrottled`

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

function heapAfterCollection(): number {
  collectGarbage()
  collectGarbage()
  return process.memoryUsage().heapUsed
}

it(
  'answers broken requests in the form of the product, and keeps nothing of them',
  { timeout: 900_000 },
  async () => {
    const defects: unknown[] = []
    const ewsRecording = requests >= ENOUGH_FOR_HEAP ? undefined : process.env[RECORDING]
    await using lab = await Lab.start({
      clock: 'manual',
      maxJournalBytes: JOURNAL_BYTES,
      onDefect: (defect) => void defects.push(defect),
      ...(ewsRecording === undefined ? {} : { ewsRecording }),
    })
    const { host, port } = new URL(lab.ready.exchange.ewsHttp)
    const [alice] = lab.ready.users
    const secret = Buffer.from(`${alice?.upn}:${alice?.password}`).toString('base64')
    const authorization = `Authorization: Basic ${secret}\r\nConnection: close`
    // a budget that runs out would hold answers back, and this clock stands still
    await lab.shell.run(UNTHROTTLED)
    const broken = createBrokenRequests(seed)
    // what the maker of requests remembers is not the server's: let it be there before anything is measured
    for (let number = 0; number < requests / 2; number++) broken.request(number)
    // nor is it theirs that the rules of all zones are read when somebody first asks for them
    const zones = withBody('right', envelope('<m:GetServerTimeZones ReturnFullTimeZoneData="true"/>'))
    const known = await sendRaw(Number(port), requestBytes(zones, host, authorization))
    expect(known).toMatchObject({ status: 200 })
    const complaints: string[] = []
    const answers: Record<string, Record<string, number>> = {}
    let heapEarly = 0

    for (let number = 0; number < requests; number += AT_ONCE) {
      const batch = Array.from({ length: Math.min(AT_ONCE, requests - number) }, async (_, offset) => {
        const request = broken.request(number + offset)
        const bytes = requestBytes(request, host, authorization)
        const answer = await sendRaw(Number(port), bytes)
        const complaint = complaintAbout(request, answer)
        const said = JSON.stringify(answer).slice(0, 1000)
        if (complaint !== undefined)
          complaints.push(`${number + offset} ${request.kind}: ${complaint} ${said}`)
        const code = answer === 'hangs' ? 'hangs' : /faultcode[^>]*>\w+:(\w+)/.exec(answer.body)?.[1]
        const key = code ?? String(answer === 'hangs' ? '' : (answer.status ?? 'closed'))
        const row = (answers[request.kind] ??= {})
        row[key] = (row[key] ?? 0) + 1
      })
      await Promise.all(batch)
      if (heapEarly === 0 && number >= requests / 10) heapEarly = heapAfterCollection()
    }

    const heapLate = heapAfterCollection()
    const report = { requests, seed, heapEarly, heapLate, answers, complaints, defects: defects.map(String) }
    if (reportFile !== undefined) writeFileSync(reportFile, JSON.stringify(report, null, 2))
    expect(complaints.slice(0, 5)).toEqual([])
    expect(defects).toEqual([])
    expect(Object.keys(answers).toSorted()).toEqual(BROKEN_KINDS.toSorted())
    if (requests >= ENOUGH_FOR_HEAP) expect(heapLate / heapEarly).toBeLessThanOrEqual(1.1)
  },
)
