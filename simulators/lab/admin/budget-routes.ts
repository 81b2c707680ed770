import { z } from 'zod'
import type { LabControl } from './control.js'
import { route, type Route } from './route.js'

const usage = z.object({
  used: z.number(),
  limit: z.number().nullable().describe('Null where there is none.'),
})

export const budgetAnswer = z.object({
  server: z.string(),
  kind: z
    .enum(['own', 'impersonated'])
    .describe('What an account uses by itself, or what service accounts may do to a mailbox.'),
  account: z.string(),
  mailbox: z.string().nullable(),
  policy: z.string().describe('The throttling policy of who used the budget last.'),
  concurrency: usage,
  hangingConnections: usage,
  subscriptions: usage,
  rows: usage.describe('Of searches whose answer is not yet written.'),
  balance: z
    .object({
      ms: z.number().nullable(),
      lockedMs: z.number().describe('How long every request is still refused.'),
    })
    .nullable()
    .describe('Since Exchange 2013.'),
  minute: z
    .object({ CAS: usage, AD: usage, MailboxRPC: usage })
    .nullable()
    .describe('In Exchange 2010: milliseconds of the last minute.'),
  refused: z.number(),
  delayedMs: z.number(),
})

const budgetQuery = z.strictObject({
  mailbox: z.string().optional().describe('Only those of this address, UPN or DOMAIN\\user.'),
})

/** What throttling has counted. */
export function budgetRoutes({ budgets }: Pick<LabControl, 'budgets'>): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/exchange/budgets',
      summary: 'What clients have used of the Exchange servers since these started, and what they may use.',
      query: budgetQuery,
      answer: z.array(budgetAnswer),
      handle: ({ query: { mailbox } }) => [...budgets(mailbox)],
    }),
  ]
}
