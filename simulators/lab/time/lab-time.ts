import { createRealClock, instant, LabError, type Instant, type ManualClock } from '../../core/index.js'
import type { Traffic } from '../../network/index.js'
import type { SubjectReport, TimeSignal } from './subject-report.js'
import { TimeSubject } from './time-subject.js'

/** How long a subject may be busy at one instant of lab time, in real time. */
const PATIENCE_MS = 30_000

/** Moves a manual clock together with the subjects that have joined lab time. */
export class LabTime {
  readonly #clock: ManualClock
  readonly #subjects = new Map<string, TimeSubject>()
  #advancing: Promise<void> = Promise.resolve()

  constructor(clock: ManualClock) {
    this.#clock = clock
  }

  /** Expects a subject, by a name that nobody can guess; `traffic` is what the lab knows of its bytes. */
  expect(name: string, traffic: Traffic, held?: () => number): void {
    this.#subjects.set(name, new TimeSubject(name, traffic, held))
  }

  /** A subject that has ended is waited for no more; with `after`, only if it has said nothing since that report. */
  dismiss(name: string, after?: SubjectReport): void {
    const subject = this.#subjects.get(name)
    if (after !== undefined && subject?.last !== after) return
    subject?.end()
    this.#subjects.delete(name)
  }

  report(name: string, report: SubjectReport): Promise<TimeSignal> {
    const subject = this.#subjects.get(name)
    if (subject !== undefined) return subject.report(report)
    throw new LabError('SUBJECT_UNKNOWN', {
      message: `No subject "${name}" is expected in lab time.`,
      hint: 'Use the clock address of the subject document, and a new document for each start.',
    })
  }

  /** Moves lab time to `to`, stopping at each timer of the lab or of a subject on the way. */
  advanceTo(to: Instant): Promise<void> {
    const advancing = this.#advancing.then(() => this.#advance(to))
    this.#advancing = advancing.catch(() => undefined)
    return advancing
  }

  async #advance(to: Instant): Promise<void> {
    do {
      await this.#settle()
      await this.#clock.advanceTo(this.#next(to))
    } while (this.#clock.now() < to)
    await this.#settle()
  }

  /** The next moment at which anything happens, at most `to`. */
  #next(to: Instant): Instant {
    const timers = [
      this.#clock.nextTimer(),
      ...[...this.#subjects.values()].map(({ nextTimer }) => nextTimer),
    ]
    const next = timers.reduce<number>(
      (least, timer) => (timer === null ? least : Math.min(least, timer)),
      to,
    )
    return instant(Math.max(next, this.#clock.now()))
  }

  /** One subject's quiet can be broken by another's word: all must be quiet in one round without traffic. */
  async #settle(): Promise<void> {
    const subjects = [...this.#subjects.values()]
    const heard = () => subjects.reduce((sum, subject) => sum + subject.heard, 0)
    const patience = new AbortController()
    using _limit = createRealClock().schedule(PATIENCE_MS, () => patience.abort())
    let before: number
    do {
      before = heard()
      for (const subject of subjects) await subject.settle(this.#clock.now(), patience.signal)
    } while (subjects.length > 1 && heard() !== before)
  }
}
