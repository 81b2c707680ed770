import { z } from 'zod'
import { formatSeconds, LabError } from '../../core/index.js'
import type { Recipients } from '../../directory/index.js'
import type { Exchange } from '../../exchange/index.js'
import { route, type Route } from './route.js'

const SERVER_VERBS = ['start', 'stop', 'restart', 'drain'] as const
const DATABASE_VERBS = ['mount', 'dismount', 'fail-over'] as const

export const exchangeTopology = z.strictObject({
  servers: z.array(
    z.strictObject({
      name: z.string(),
      fqdn: z.string(),
      site: z.string(),
      state: z.enum(['running', 'draining', 'stopped']),
    }),
  ),
  databases: z.array(
    z.strictObject({
      name: z.string(),
      activeOn: z.string(),
      copiesOn: z.array(z.string()),
      isMounted: z.boolean(),
      isAvailable: z.boolean().describe('Whether it is mounted on a server that runs.'),
    }),
  ),
  moves: z.array(
    z.strictObject({
      mailbox: z.string(),
      status: z.string(),
      source: z.string().nullable(),
      target: z.string().nullable().describe('Null for Exchange Online.'),
      nextAt: z.string().nullable().describe('When the next status begins, in lab time.'),
    }),
  ),
})

const failOverBody = z.strictObject({
  to: z.string().optional().describe('A server with a copy. Default: the next that runs.'),
  takesMs: z.number().min(0).optional().describe('For so long its mailboxes are away. Default: not at all.'),
})

const mailbox = z.string().describe('An address, or what else names somebody with a mailbox.')

const moveBody = z.strictObject({
  mailbox,
  target: z.string().optional().describe('A database. Default: the first of the others.'),
  online: z.boolean().default(false).describe('To Exchange Online instead.'),
  suspendWhenReady: z.boolean().default(false).describe('Waits before its end, until it is resumed.'),
})

export interface ExchangeRoutesOptions {
  readonly exchange: Pick<Exchange, 'servers' | 'serverControl' | 'moves' | 'online'>
  readonly recipients: Recipients
}

/** The servers, databases and moves of Exchange. */
export function exchangeRoutes({ exchange, recipients }: ExchangeRoutesOptions): readonly Route[] {
  const { servers, serverControl, moves } = exchange
  return [
    route({
      method: 'get',
      path: '/v1/exchange/topology',
      summary: 'The servers and databases of Exchange, and mailboxes that move.',
      answer: exchangeTopology,
      handle: topology,
    }),
    route({
      method: 'post',
      path: '/v1/exchange/servers/{server}/{verb}',
      summary: 'Starts, stops, restarts or drains a server; what dies with a server is lost.',
      params: z.strictObject({ server: z.string(), verb: z.enum(SERVER_VERBS) }),
      answer: exchangeTopology,
      async handle({ params: { server, verb } }) {
        await serverControl[verb](server)
        return topology()
      },
    }),
    route({
      method: 'post',
      path: '/v1/exchange/databases/{database}/{verb}',
      summary: 'Mounts or dismounts a database, or activates another copy of it.',
      params: z.strictObject({ database: z.string(), verb: z.enum(DATABASE_VERBS) }),
      body: failOverBody.default({}),
      answer: exchangeTopology,
      handle({ params: { database, verb }, body: { to, takesMs } }) {
        if (verb === 'fail-over') serverControl.failOver(database, to, takesMs)
        else serverControl[verb](database)
        return topology()
      },
    }),
    route({
      method: 'post',
      path: '/v1/exchange/moves',
      summary: 'Begins to move a mailbox to another database, or to Exchange Online.',
      body: moveBody,
      answer: exchangeTopology,
      handle({ body: { mailbox: whose, target, online, suspendWhenReady } }) {
        const domain = online ? (exchange.online?.routingDomain ?? noOnline()) : undefined
        moves.request({
          recipient: recipientOf(whose),
          suspendsWhenReady: suspendWhenReady,
          ...(target === undefined ? {} : { target }),
          ...(domain === undefined ? {} : { targetDeliveryDomain: domain }),
        })
        return topology()
      },
    }),
    route({
      method: 'post',
      path: '/v1/exchange/moves/{mailbox}/resume',
      summary: 'Lets a move go on that waits before its end.',
      params: z.strictObject({ mailbox }),
      handle: ({ params }) => moves.resume(recipientOf(params.mailbox)),
    }),
    route({
      method: 'delete',
      path: '/v1/exchange/moves/{mailbox}',
      summary: 'Forgets a move; one that is under way ends where it began.',
      params: z.strictObject({ mailbox }),
      handle: ({ params }) => moves.remove(recipientOf(params.mailbox)),
    }),
  ]

  function topology(): z.input<typeof exchangeTopology> {
    return {
      servers: servers.servers().map((server) => ({ ...server })),
      databases: servers.databases().map((database) => {
        const { name, activeOn, copiesOn, isMounted } = database
        const isAvailable = servers.isAvailable(database)
        return { name, activeOn, copiesOn: [...copiesOn], isMounted, isAvailable }
      }),
      moves: servers.moveRequests().map(({ recipient, status, source, target, nextAt }) => ({
        mailbox: recipients.byGuid(recipient)?.primarySmtpAddress ?? recipient,
        status,
        source,
        target,
        nextAt: nextAt === null ? null : formatSeconds(nextAt),
      })),
    }
  }

  function recipientOf(whose: string): string {
    const recipient = recipients.resolve(whose)
    if (recipient !== undefined) return recipient.objectGuid
    throw new LabError('MAILBOX_UNKNOWN', { message: `There is no mailbox "${whose}".` })
  }
}

function noOnline(): never {
  throw new LabError('MOVE_NOWHERE', {
    message: 'This lab has no Exchange Online.',
    hint: 'Start it with "--hybrid".',
  })
}
