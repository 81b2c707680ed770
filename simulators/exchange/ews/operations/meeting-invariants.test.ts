import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { EwsObject } from '../tree.js'
import {
  attendees,
  create,
  createMeetingOffice,
  DORA,
  get,
  idOf,
  item,
  list,
  MEETING,
  respond,
  set,
  tracking,
} from './testing/meetings.js'
import { ALICE, BOB, PLANNING, type Office } from './testing/office.js'

const PEOPLE = [BOB, DORA]
const TIMES = ['09:00', '10:00', '11:00'].map((time) => `2026-03-04T${time}:00Z`)
const WAYS = ['SendToNone', 'SendOnlyToAll', 'SendOnlyToChanged'] as const
const NAMES = { AcceptItem: 'Accept', TentativelyAcceptItem: 'Tentative', DeclineItem: 'Decline' } as const

interface Change {
  readonly kind: 'change'
  readonly to: (typeof WAYS)[number]
  readonly start: string
  readonly location: string
  readonly invited: readonly string[]
}
interface Reply {
  readonly kind: 'reply'
  readonly by: string
  readonly name: keyof typeof NAMES
}

const change = fc.record({
  kind: fc.constant('change' as const),
  to: fc.constantFrom(...WAYS),
  start: fc.constantFrom(...TIMES),
  location: fc.constantFrom('Here', 'There'),
  invited: fc.subarray(PEOPLE, { minLength: 1 }),
})
const reply = fc.record({
  kind: fc.constant('reply' as const),
  by: fc.constantFrom(...PEOPLE),
  name: fc.constantFrom(...(Object.keys(NAMES) as (keyof typeof NAMES)[])),
})

/** What somebody's calendar has to show: nothing before a request and after a refusal. */
interface Copy {
  readonly start: string
  readonly location: string
  readonly answer: string
  readonly isCancelled: boolean
}

/** A meeting as its rules say, in the plainest form. */
class Model {
  start = PLANNING['Start'] as string
  location = PLANNING['Location'] as string
  invited: readonly string[] = [BOB]
  /** Who has had a request. */
  told = new Set([BOB])
  isTimeUntold = false
  answers = new Map<string, string>([[BOB, 'Unknown']])
  copies = new Map<string, Copy>([
    [BOB, { start: this.start, location: this.location, answer: 'NoResponseReceived', isCancelled: false }],
  ])

  change({ to, start, location, invited }: Change): void {
    this.isTimeUntold ||= start !== this.start
    const gone = [...this.told].filter((address) => !invited.includes(address))
    Object.assign(this, { start, location, invited })
    this.answers = new Map(invited.map((address) => [address, this.answers.get(address) ?? 'Unknown']))
    this.told = new Set([...this.told].filter((address) => invited.includes(address)))
    if (to === 'SendToNone') return

    for (const address of gone) this.cancel(address)
    const stayed = [...this.told]
    const isAll = to === 'SendOnlyToAll'
    if (isAll) for (const address of stayed) this.update(address)
    for (const address of invited) if (!stayed.includes(address)) this.invite(address)
    if (isAll || stayed.length === 0) this.isTimeUntold = false
  }

  reply({ by, name }: Reply): void {
    const copy = this.copies.get(by)
    if (copy === undefined) return
    const answer = NAMES[name]
    this.answers.set(by, answer)
    if (answer === 'Decline') this.copies.delete(by)
    else this.copies.set(by, { ...copy, answer })
  }

  /** Whether somebody can answer: who was taken off without a word would appear among the attendees again. */
  canReply(by: string): boolean {
    return this.copies.get(by)?.isCancelled === false && this.told.has(by)
  }

  private cancel(address: string): void {
    const copy = this.copies.get(address)
    if (copy !== undefined) this.copies.set(address, { ...copy, isCancelled: true })
  }

  private invite(address: string): void {
    this.told.add(address)
    this.write(address, 'NoResponseReceived')
  }

  private update(address: string): void {
    if (this.isTimeUntold) this.answers.set(address, 'Unknown')
    const kept = this.isTimeUntold ? undefined : this.copies.get(address)?.answer
    this.write(address, kept ?? 'NoResponseReceived')
  }

  private write(address: string, answer: string): void {
    const { start, location } = this
    this.copies.set(address, { start, location, answer, isCancelled: false })
  }
}

const shownTo = (office: Office, address: string) =>
  list(office, address).map((copy) => ({
    start: copy['Start'],
    location: copy['Location'],
    answer: copy['MyResponseType'],
    isCancelled: copy['IsCancelled'],
  }))

function endOf(start: string): string {
  return start.replace(':00:00Z', ':30:00Z')
}

function perform(office: Office, id: EwsObject, action: Change | Reply): void {
  if (action.kind === 'reply') {
    const [copy] = list(office, action.by)
    respond(office, action.by, { name: action.name, to: idOf(copy) })
    return
  }
  const { to, start, location, invited } = action
  const values = {
    Start: start,
    End: endOf(start),
    Location: location,
    RequiredAttendees: attendees(...invited),
  }
  set(office, item(id), values, { to })
}

it('keeps organizer and attendees in agreement, whatever they do one after the other', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof({ weight: 3, arbitrary: change }, reply), { maxLength: 7 }), (actions) => {
      const office = createMeetingOffice()
      const model = new Model()
      const id = create(office, MEETING)
      const uid = get(office, ALICE, item(id))['UID']
      let sequence = 0

      for (const action of actions) {
        if (action.kind === 'reply' && !model.canReply(action.by)) continue
        const before = PEOPLE.map((address) => [list(office, address), list(office, address, 'inbox')])
        perform(office, id, action)
        if (action.kind === 'reply') model.reply(action)
        else model.change(action)

        const own = get(office, ALICE, item(id))
        expect(own['AppointmentSequenceNumber']).toBeGreaterThanOrEqual(sequence)
        sequence = own['AppointmentSequenceNumber'] as number
        expect(tracking(office, item(id))).toEqual(Object.fromEntries(model.answers))
        for (const address of PEOPLE) {
          const copy = model.copies.get(address)
          expect(shownTo(office, address)).toEqual(copy === undefined ? [] : [copy])
          expect(list(office, address).every((one) => one['UID'] === uid)).toBe(true)
        }
        if (action.kind === 'change' && action.to === 'SendToNone') {
          const after = PEOPLE.map((address) => [list(office, address), list(office, address, 'inbox')])
          expect(after).toEqual(before)
        }
      }
    }),
    { numRuns: 25 },
  )
}, 120_000)
