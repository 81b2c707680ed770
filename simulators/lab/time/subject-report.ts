import { z } from 'zod'

/** What a subject that lives in lab time says of itself each time it is asked. */
export const subjectReport = z.strictObject({
  /** The lab time it has reached; null when it joins. */
  now: z.number().nullable(),
  /** Whether nothing is in flight but open streams, long polls and sleeping timers. */
  idle: z.boolean(),
  /** Calls sent whose answer has not come; absent for none. Time goes on while the lab itself holds them up. */
  waiting: z.int().min(0).optional(),
  /** When its next timer is due, in lab time. */
  nextTimer: z.number().nullable(),
  /** Over all its sockets but the one of this report. */
  bytesSent: z.number(),
  bytesReceived: z.number(),
})

export type SubjectReport = z.infer<typeof subjectReport>

/** What the lab answers: the time it is now. `probe` counts the questions. */
export interface TimeSignal {
  readonly now: number
  readonly probe: number
}
