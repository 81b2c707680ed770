import type { z } from 'zod'
import type { Core } from '../../core/index.js'
import type { Zones } from '../../core/zones/zones.js'
import type { Site, SiteUser } from '../records/sites.js'
import { refuse } from './exceptions.js'
import type { SecurityContext } from './request.js'
import type { SiteAnswer } from './response.js'
import { renderFields, type Fields } from './xml/fields.js'

/** Everything about a call but its elements. */
export interface SiteCall {
  readonly core: Core
  readonly zones: Zones
  readonly site: Site
  readonly context: SecurityContext
  readonly cause: string
}

/** A call by an account of the site. */
export interface AccountCall extends SiteCall {
  readonly caller: SiteUser
}

/** Who may call without proving anything: whoever asks, or whoever names a site. */
type OpenAccess = 'anybody' | 'anyone'

/** Who may call else: any account, one with a host licence, an administrator who may only read, or one who may change. */
type AccountAccess = 'account' | 'host' | 'reader' | 'administrator'

interface OperationDefinition<Request extends z.ZodType, Result, Call> {
  /** The binding and the name of the request type: `user.GetUser`. */
  readonly name: string
  /** What the elements of the body must be. */
  readonly request: Request
  readonly handle: (call: Call, request: z.output<Request>) => Result
  readonly answer: {
    /** `use:getUserResponse` */
    readonly type: string
    /** The elements of the body, in order. */
    readonly fields: Fields<Result>
  }
}

/** An operation as the service carries it out: it checks the elements, does the work and renders the answer. */
export type SiteOperation =
  | { readonly name: string; readonly kind: 'open'; readonly access: OpenAccess; readonly run: Run<SiteCall> }
  | AccountOperation

export interface AccountOperation {
  readonly name: string
  readonly kind: 'account'
  readonly access: AccountAccess
  readonly run: Run<AccountCall>
}

type Run<Call> = (call: Call, content: Readonly<Record<string, unknown>>) => SiteAnswer

/** Declares an operation for accounts of the site, or some of them. */
export function operation<Request extends z.ZodType, Result>(
  access: AccountAccess,
  definition: OperationDefinition<Request, Result, AccountCall>,
): SiteOperation {
  return { name: definition.name, kind: 'account', access, run: carryOut(definition) }
}

/** Declares an operation that needs no account. */
export function openOperation<Request extends z.ZodType, Result>(
  access: OpenAccess,
  definition: OperationDefinition<Request, Result, SiteCall>,
): SiteOperation {
  return { name: definition.name, kind: 'open', access, run: carryOut(definition) }
}

function carryOut<Request extends z.ZodType, Result, Call>({
  request,
  handle,
  answer,
}: OperationDefinition<Request, Result, Call>): Run<Call> {
  return (call, content) => {
    const checked = request.safeParse(content)
    if (!checked.success) throw refuse('invalid', ...checked.error.issues.map(subErrorOf))
    const result = handle(call, checked.data)
    return { type: answer.type, content: renderFields(answer.fields, result) }
  }
}

/** The rule that was broken and where, never the value: it may be a password. */
function subErrorOf(issue: z.core.$ZodIssue) {
  return { reason: issue.message, value: ['bodyContent', ...issue.path.map(String)].join('/') }
}
