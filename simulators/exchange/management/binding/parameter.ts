import type { ProductVersion } from '../../versions/index.js'
import { boolean, flag, names, text, type Kind } from './kind.js'

/** Which releases of the product have something. */
export type KnownTo = (product: ProductVersion) => boolean

/**
 * Parameters that a release has and of which nothing in the lab depends: they are taken, with a warning that says so.
 */
export type Without = readonly string[] | ((product: ProductVersion) => readonly string[])

export function withoutOf(
  { without = [] }: { readonly without?: Without },
  product: ProductVersion,
): readonly string[] {
  return typeof without === 'function' ? without(product) : without
}

/** A parameter of a cmdlet, as data. */
export interface Parameter<T = unknown, Always extends boolean = boolean> {
  readonly kind: Kind<T>
  /** Whether the cmdlet, or the sets that it belongs to, cannot do without. */
  readonly isMandatory: boolean
  /** Whether a cmdlet that runs has been given it; for the types alone. */
  readonly always?: Always
  /** Where a value without a name goes. */
  readonly position?: number
  /** The sets that it belongs to; none is all. Parameters of different sets exclude each other. */
  readonly sets?: readonly string[]
  readonly aliases?: readonly string[]
  readonly knownTo?: KnownTo
}

type More = Partial<Omit<Parameter, 'kind' | 'isMandatory' | 'always'>>

export function optional<T>(kind: Kind<T>, more: More = {}): Parameter<T, false> {
  return { kind, isMandatory: false, ...more }
}

export function mandatory<T>(kind: Kind<T>, more: More = {}): Parameter<T, true> {
  return { kind, isMandatory: true, ...more }
}

/** Some of these sets cannot do without it, so that another may be given in its place. */
export function mandatoryIn<T>(
  sets: readonly string[],
  kind: Kind<T>,
  more: Omit<More, 'sets'> = {},
): Parameter<T, false> {
  return { kind, isMandatory: true, sets, ...more }
}

export type Parameters = Readonly<Record<string, Parameter>>

type ValueOf<P> = P extends Parameter<infer T> ? T : never
type AlwaysIn<P extends Parameters> = {
  [Name in keyof P]: P[Name] extends Parameter<unknown, true> ? Name : never
}[keyof P]

/** What a command gives to its cmdlet: the mandatory parameters and some of the others. */
export type Given<P extends Parameters> = { readonly [Name in AlwaysIn<P>]: ValueOf<P[Name]> } & {
  readonly [Name in Exclude<keyof P, AlwaysIn<P>>]?: ValueOf<P[Name]>
}

/**
 * What every cmdlet takes. @source about_CommonParameters; -WhatIf and -Confirm are of those that change something,
 * -DomainController of all of Exchange
 */
export const COMMON_PARAMETERS = {
  Verbose: optional(flag, { aliases: ['vb'] }),
  Debug: optional(flag, { aliases: ['db'] }),
  ErrorAction: optional(names, { aliases: ['ea'] }),
  WarningAction: optional(names, { aliases: ['wa'] }),
  ErrorVariable: optional(text, { aliases: ['ev'] }),
  WarningVariable: optional(text, { aliases: ['wv'] }),
  OutVariable: optional(text, { aliases: ['ov'] }),
  OutBuffer: optional(text, { aliases: ['ob'] }),
  WhatIf: optional(flag, { aliases: ['wi'] }),
  Confirm: optional({ ...boolean, isSwitch: true }, { aliases: ['cf'] }),
  DomainController: optional(text),
} as const satisfies Parameters
