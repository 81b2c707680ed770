declare const brand: unique symbol

/** A primitive that must not be mixed with others of its kind, such as an `Instant` with a duration. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name }

/** Everything inside is readonly, to any depth. */
export type DeepReadonly<T> = T extends (...args: never[]) => unknown
  ? T
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T
