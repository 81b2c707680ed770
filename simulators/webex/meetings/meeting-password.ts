import type { Core } from '../../core/index.js'
import type { Site } from '../records/sites.js'
import { invalid } from '../rest/rest-fault.js'
import { brokenRule } from '../site/password.js'

/** A password that keeps the rules of any site, as one is made for a meeting that is scheduled without. @inferred its form */
export function newMeetingPassword({ random }: Core, { policy }: Site): string {
  const { minLength, minAlpha, minNumeric, minSpecial } = policy.meetingPassword
  const pick = (from: string, count: number) =>
    Array.from({ length: count }, () => from.charAt(random.integer(from.length))).join('')
  const letters = Math.max(minAlpha, 6, minLength - minNumeric - minSpecial - 2)
  return (
    pick('ABCDEFGHJKMNPQRSTUVWXYZ', 1) +
    pick('abcdefghjkmnpqrstuvwxyz', letters) +
    pick('23456789', Math.max(minNumeric, 2)) +
    pick('!#$%', minSpecial)
  )
}

export function checkMeetingPassword({ policy }: Site, password: string): void {
  const rule = brokenRule(password, policy.meetingPassword)
  if (rule !== undefined) throw invalid(`password: ${rule}`)
}
