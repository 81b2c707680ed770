declare const brand: unique symbol

/** A primitive that must not be mixed with others of its kind, such as an `Instant` with a duration. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name }

type Primitive = string | number | bigint | boolean | symbol | null | undefined

/** Everything inside is readonly, to any depth. Branded primitives stay what they are. */
export type DeepReadonly<T> = T extends Primitive
  ? T
  : T extends (...args: never[]) => unknown
    ? T
    : { readonly [K in keyof T]: DeepReadonly<T[K]> }
