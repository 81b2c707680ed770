/** How a meeting is joined: what goes into the invitation. */
export interface JoinDetails {
  readonly kind: 'personal-room' | 'space'
  readonly joinUrl: string
  readonly sipAddress: string
  /** Access code of a personal room, meeting number of a space meeting; empty when there is none. */
  readonly meetingNumber: string
  readonly dialIn: readonly DialInNumber[]
}

export interface DialInNumber {
  readonly label: string
  readonly number: string
}

/** The Webex site, asked for the personal room of a person known by e-mail address (HC-094). */
export interface WebexSite {
  personalRoom(address: string): Promise<JoinDetails>
}

export interface SpaceRequest {
  readonly organizer: string
  readonly keyword: string
  /** Same for every version of the meeting: one space per meeting (HC-121). */
  readonly meetingKey: string
  readonly encryptionKeyUrl: string
  /** JWE */
  readonly subject: string
  readonly start: number
  readonly end: number
  readonly timeZone: string
  /** JWEs of e-mail addresses. */
  readonly attendees: readonly string[]
}

/** A person of the Webex cloud. */
export interface Person {
  /** UUID */
  readonly id: string
  /** UUID */
  readonly orgId: string
}

export interface People {
  /** The person with this address, or null when Webex knows nobody by it. */
  find(address: string): Promise<Person | null>
}

/** An encryption key of the KMS. The bytes never leave the process. */
export interface MeetingKey {
  /** `kms://…/keys/…` */
  readonly url: string
  encrypt(text: string): Promise<string>
}

/** Key, the resource that shares it, and with whom: what is remembered of a meeting's encryption. */
export interface KeyGrant {
  readonly keyUrl: string
  readonly resourceUrl: string
  readonly userIds: readonly string[]
}

export interface Keys {
  /** Is the key service there, and does it speak with us? */
  probe(): Promise<void>
  /** A key that somebody else has made and that the connector may use. */
  open(url: string): Promise<MeetingKey & { decrypt(jwe: string): Promise<string> }>
  /** A key that exactly these people (UUIDs) can read besides the connector; `grant` is what an earlier call gave. */
  share(
    userIds: readonly string[],
    grant: KeyGrant | null,
  ): Promise<{ readonly key: MeetingKey; readonly grant: KeyGrant }>
}
