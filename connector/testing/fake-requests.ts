import type { CalendarAnswer, CalendarRequest, CalendarRequests } from '../ports/calendar-requests.js'

/** The cloud's side of calendar requests: one list, each of which is answered once. */
export interface FakeRequests extends CalendarRequests {
  ask(request: CalendarRequest): void
  readonly answers: (readonly [requestId: string, answer: CalendarAnswer])[]
  /** How long somebody else has the claims. */
  claimedForMs: number
}

export function createFakeRequests(): FakeRequests {
  const asked: CalendarRequest[] = []
  const answers: (readonly [string, CalendarAnswer])[] = []
  let wake: () => void = () => undefined
  const news = (known: readonly string[]): readonly CalendarRequest[] => {
    const past = new Set([...known, ...answers.map(([requestId]) => requestId)])
    return asked.filter(({ requestId }) => !past.has(requestId))
  }
  const fake: FakeRequests = {
    answers,
    claimedForMs: 0,
    ask: (request) => {
      asked.push(request)
      wake()
    },
    open: async (known, signal) => {
      if (news(known).length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve
          signal.addEventListener('abort', () => resolve())
        })
      }
      return news(known)
    },
    claim: async () =>
      fake.claimedForMs === 0 ? { isOurs: true } : { isOurs: false, retryMs: fake.claimedForMs },
    answer: async (requestId, answer) => {
      answers.push([requestId, answer])
      wake()
    },
  }
  return fake
}
