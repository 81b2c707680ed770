import { createRealClock, LabError, turn, type Instant } from '../../core/index.js'
import type { Traffic } from '../../network/index.js'
import type { SubjectReport, TimeSignal } from './subject-report.js'

/** Real time in which nothing moves any more before bytes on their way are given up. */
const LOST_MS = 250

/**
 * One subject in lab time. It posts a report and waits for the answer; the answer is held until the lab has
 * something to say. The lab says the time, and the next report is the subject's answer to that.
 */
export class TimeSubject {
  readonly name: string
  readonly #traffic: Traffic
  readonly #held: () => number
  #answer: ((signal: TimeSignal) => void) | undefined
  #reported: ((report?: SubjectReport) => void) | undefined
  #probe = 0
  #last: SubjectReport | undefined
  #hasEnded = false
  #lost = { sent: 0, received: 0 }

  /** `held` says how many of its calls the lab's faults are holding up. */
  constructor(name: string, traffic: Traffic, held: () => number = () => 0) {
    this.name = name
    this.#traffic = traffic
    this.#held = held
  }

  /** When this subject wants to be woken, as far as it has said. */
  get nextTimer(): number | null {
    return this.#last?.nextTimer ?? null
  }

  /** What it said last, as the very object that was taken in. */
  get last(): SubjectReport | undefined {
    return this.#last
  }

  /** All bytes that have passed between the lab and this subject. */
  get heard(): number {
    const { received, sent } = this.#traffic.read()
    return received + sent
  }

  /** Takes a report in; resolves with what to answer. A report while another waits replaces it. */
  report(report: SubjectReport): Promise<TimeSignal> {
    this.#last = report
    return new Promise((resolve) => {
      this.#answer = resolve
      this.#reported?.(report)
      this.#reported = undefined
    })
  }

  /** The subject has hung up: whoever waits for its quiet waits no longer. */
  end(): void {
    this.#hasEnded = true
    this.#reported?.()
  }

  /**
   * Tells the time again and again until two equal reports in a row say that the subject is idle, has reached
   * that time, and has sent and received exactly what the lab has received from it and sent to it, but for what
   * broken connections have swallowed. A subject that has ended is quiet.
   */
  async settle(now: Instant, signal: AbortSignal): Promise<void> {
    const clock = createRealClock()
    let before = ''
    let since = clock.now()
    for (;;) {
      const report = await this.#ask(now, signal)
      if (report === undefined) return
      const after = JSON.stringify([report, this.heard])
      if (after !== before) since = clock.now()
      else if (this.#isIdle(report, now)) {
        if (clock.now() - since >= LOST_MS) this.#writeOff(report)
        if (this.#hasAllBytes(report)) return
      }
      before = after
      await turn()
    }
  }

  #isIdle(report: SubjectReport, now: Instant): boolean {
    const hasNothingDue = report.nextTimer === null || report.nextTimer > now
    const hasAllAnswers = (report.waiting ?? 0) <= this.#held()
    return report.idle && hasAllAnswers && report.now === now && hasNothingDue
  }

  #hasAllBytes({ bytesSent, bytesReceived }: SubjectReport): boolean {
    const { received, sent } = this.#traffic.read()
    return bytesSent === received + this.#lost.sent && bytesReceived + this.#lost.received === sent
  }

  /** What has not arrived by now went down with a connection that broke, and will never arrive. */
  #writeOff({ bytesSent, bytesReceived }: SubjectReport): void {
    const { received, sent } = this.#traffic.read()
    this.#lost = { sent: bytesSent - received, received: sent - bytesReceived }
  }

  /** Resolves with the next report, or with undefined when the subject ends instead. */
  #ask(now: Instant, signal: AbortSignal): Promise<SubjectReport | undefined> {
    return new Promise((resolve, reject) => {
      const abort = () => reject(this.#silence(signal))
      if (this.#hasEnded) return resolve(undefined)
      if (signal.aborted) return abort()
      signal.addEventListener('abort', abort, { once: true })
      this.#reported = (report) => {
        signal.removeEventListener('abort', abort)
        resolve(report)
      }
      const answer = this.#answer
      this.#answer = undefined
      answer?.({ now, probe: ++this.#probe })
    })
  }

  #silence(signal: AbortSignal): LabError {
    const { received, sent } = this.#traffic.read()
    return new LabError('SUBJECT_NOT_IDLE', {
      message:
        `Lab time cannot go on: ${this.name} last said ${JSON.stringify(this.#last ?? null)}, ` +
        `while the lab has received ${received} bytes from it and sent it ${sent}.`,
      hint: 'A subject in lab time must count every byte, and become idle when nothing is left to do.',
      cause: signal.reason,
    })
  }
}
