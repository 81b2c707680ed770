import { z } from 'zod'
import { LabError } from '../../core/index.js'
import type { Answer } from './answer.js'
import type { Route } from './route.js'

/** An answer cannot leave its table: one that breaks what the route says of it is a defect of the lab. */
export function checkAnswer({ method, path, description }: Route, { status, json, text }: Answer): void {
  const { answers } = description
  if (answers === undefined) return

  const problem = problemOf(answers[status], json, text?.type)
  if (problem === undefined) return
  throw new LabError('ANSWER_INVALID', {
    message: `${method} ${path} answers ${status} otherwise than its description says: ${problem}`,
    hint: 'Mend the handler, or the shapes in "answers" of the route.',
  })
}

type Shape = NonNullable<Route['description']['answers']>[number] | undefined

/** Names paths and rules, never values. */
function problemOf(shape: Shape, json: unknown, mediaType: string | undefined): string | undefined {
  if (shape === undefined) return 'the status is not described'
  if (shape === null) return json === undefined && mediaType === undefined ? undefined : 'there is a body'
  if (!(shape instanceof z.ZodType)) {
    const isSo = shape.mediaType === '*/*' || mediaType?.startsWith(shape.mediaType) === true
    return isSo ? undefined : `the body is not ${shape.mediaType}`
  }
  return shape
    .safeParse(json)
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    .join('; ')
}
