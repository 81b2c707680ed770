import { childrenAt, textAt, type XmlElement } from '../../../../../clients/index.js'
import type { Random } from '../../../../core/index.js'
import { idOf, type CalendarWire } from './wire.js'

/** What people do with calendars, drawn by chance and done over the wire. */
export class OfficeDay {
  readonly #alice: CalendarWire
  readonly #bob: CalendarWire
  readonly #random: Random
  #count = 0

  constructor(people: { readonly alice: CalendarWire; readonly bob: CalendarWire }, random: Random) {
    this.#alice = people.alice
    this.#bob = people.bob
    this.#random = random
  }

  /** One act. What is refused, because nothing is there to act upon, is none. */
  async act(): Promise<void> {
    const acts = [
      () => this.#create(''),
      () => this.#create(this.#recurrence()),
      () => this.#update(),
      () => this.#update(),
      () => this.#updateOccurrence(),
      () => this.#delete('HardDelete'),
      () => this.#delete('SoftDelete'),
      () => this.#delete('MoveToDeletedItems'),
      () => this.#deleteOccurrence(),
      () => this.#takeBack(),
      () => this.#copy(),
      () => this.#invite(),
      () => this.#changeMeeting(),
      () => this.#cancelMeeting(),
      () => this.#accept(),
    ] as const
    await this.#random.pick(acts)()
  }

  async #create(recurrence: string): Promise<void> {
    const item = `<t:CalendarItem>${this.#subject()}${this.#times()}${recurrence}</t:CalendarItem>`
    await this.#alice.ask(
      `<m:CreateItem SendMeetingInvitations="SendToNone"><m:Items>${item}</m:Items></m:CreateItem>`,
    )
  }

  async #update(): Promise<void> {
    const id = await this.#pick(this.#alice)
    if (id !== undefined) await this.#alice.ask(this.#setLocation(`<t:ItemId Id="${id}"/>`, 'SendToNone'))
  }

  async #updateOccurrence(): Promise<void> {
    const id = await this.#pick(this.#alice)
    const target = `<t:OccurrenceItemId RecurringMasterId="${id}" InstanceIndex="${1 + this.#random.integer(3)}"/>`
    if (id !== undefined) await this.#alice.ask(this.#setLocation(target, 'SendToNone'))
  }

  async #delete(how: string): Promise<void> {
    const id = await this.#pick(this.#alice)
    if (id !== undefined) await this.#alice.ask(deletion(`<t:ItemId Id="${id}"/>`, how, 'SendToNone'))
  }

  async #deleteOccurrence(): Promise<void> {
    const id = await this.#pick(this.#alice)
    const target = `<t:OccurrenceItemId RecurringMasterId="${id}" InstanceIndex="${1 + this.#random.integer(3)}"/>`
    if (id !== undefined) await this.#alice.ask(deletion(target, 'HardDelete', 'SendToNone'))
  }

  /** Moves something from Deleted Items to the calendar. */
  async #takeBack(): Promise<void> {
    const [item] = await this.#inFolder(this.#alice, 'deleteditems')
    if (item === undefined) return
    const target = '<m:ToFolderId><t:DistinguishedFolderId Id="calendar"/></m:ToFolderId>'
    await this.#alice.ask(
      `<m:MoveItem>${target}<m:ItemIds><t:ItemId Id="${idOf(item)}"/></m:ItemIds></m:MoveItem>`,
    )
  }

  async #copy(): Promise<void> {
    const id = await this.#pick(this.#alice)
    if (id === undefined) return
    const target = '<m:ToFolderId><t:DistinguishedFolderId Id="calendar"/></m:ToFolderId>'
    await this.#alice.ask(`<m:CopyItem>${target}<m:ItemIds><t:ItemId Id="${id}"/></m:ItemIds></m:CopyItem>`)
  }

  async #invite(): Promise<void> {
    const attendee =
      '<t:RequiredAttendees><t:Attendee><t:Mailbox><t:EmailAddress>alice@ent-pa.example</t:EmailAddress></t:Mailbox>' +
      '</t:Attendee></t:RequiredAttendees>'
    const item = `<t:CalendarItem>${this.#subject()}${this.#times()}${attendee}</t:CalendarItem>`
    await this.#bob.ask(
      `<m:CreateItem SendMeetingInvitations="SendToAllAndSaveCopy"><m:Items>${item}</m:Items></m:CreateItem>`,
    )
  }

  async #changeMeeting(): Promise<void> {
    const id = await this.#pick(this.#bob)
    if (id !== undefined)
      await this.#bob.ask(this.#setLocation(`<t:ItemId Id="${id}"/>`, 'SendToAllAndSaveCopy'))
  }

  async #cancelMeeting(): Promise<void> {
    const id = await this.#pick(this.#bob)
    const target = `<t:ItemId Id="${id}"/>`
    if (id !== undefined) await this.#bob.ask(deletion(target, 'MoveToDeletedItems', 'SendToAllAndSaveCopy'))
  }

  async #accept(): Promise<void> {
    const requests = await this.#inFolder(this.#alice, 'inbox')
    const request = requests.find(({ name }) => name === 'MeetingRequest')
    if (request === undefined) return
    const item = `<t:AcceptItem><t:ReferenceItemId Id="${idOf(request)}"/></t:AcceptItem>`
    await this.#alice.ask(
      `<m:CreateItem MessageDisposition="SendAndSaveCopy"><m:Items>${item}</m:Items></m:CreateItem>`,
    )
  }

  async #pick(wire: CalendarWire): Promise<string | undefined> {
    const ids = await wire.find()
    return ids[this.#random.integer(Math.max(ids.length, 1))]
  }

  async #inFolder(wire: CalendarWire, folder: string): Promise<readonly XmlElement[]> {
    const answer = await wire.ask(
      '<m:FindItem Traversal="Shallow"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>' +
        `<m:ParentFolderIds><t:DistinguishedFolderId Id="${folder}"/></m:ParentFolderIds></m:FindItem>`,
    )
    if (textAt(answer, 'ResponseCode') !== 'NoError') throw new TypeError(`There is no folder ${folder}.`)
    return childrenAt(answer, 'RootFolder', 'Items')
  }

  #subject(): string {
    return `<t:Subject>Planning ${++this.#count}</t:Subject>`
  }

  #times(): string {
    const day = String(3 + this.#random.integer(20)).padStart(2, '0')
    return `<t:Start>2026-03-${day}T09:00:00Z</t:Start><t:End>2026-03-${day}T09:30:00Z</t:End>`
  }

  #recurrence(): string {
    return (
      '<t:Recurrence><t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence><t:NumberedRecurrence>' +
      '<t:StartDate>2026-03-03</t:StartDate><t:NumberOfOccurrences>4</t:NumberOfOccurrences></t:NumberedRecurrence></t:Recurrence>'
    )
  }

  #setLocation(target: string, sending: string): string {
    const location = `<t:CalendarItem><t:Location>Room ${++this.#count}</t:Location></t:CalendarItem>`
    const field = `<t:SetItemField><t:FieldURI FieldURI="calendar:Location"/>${location}</t:SetItemField>`
    return (
      `<m:UpdateItem ConflictResolution="AlwaysOverwrite" SendMeetingInvitationsOrCancellations="${sending}">` +
      `<m:ItemChanges><t:ItemChange>${target}<t:Updates>${field}</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>`
    )
  }
}

function deletion(target: string, how: string, sending: string): string {
  return `<m:DeleteItem DeleteType="${how}" SendMeetingCancellations="${sending}"><m:ItemIds>${target}</m:ItemIds></m:DeleteItem>`
}
