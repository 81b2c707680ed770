import type { EwsScalar } from '../tree.js'

/** How a lexical value is read: the value, or what the product's parser says is wrong with it. */
export type Reading = { readonly value: EwsScalar } | { readonly problem: string }

interface BuiltinType {
  /** What the product calls the type in its complaint. @inferred from the names of the .NET types */
  readonly called: string
  readonly keepsWhitespace?: true
  readonly pattern?: RegExp
  readonly range?: readonly [min: bigint, max: bigint]
  readonly boolean?: true
  readonly double?: true
  /** It begins with a date, whose day the month must have. */
  readonly dated?: true
}

const INTEGER = /^[+-]?\d+$/
const ZONE = '(Z|[+-](0\\d|1[0-3]):[0-5]\\d|[+-]14:00)?'
const DATE = '-?(?!0000)([1-9]\\d{3,}|0\\d{3})-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])'
const TIME = '(([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?|24:00:00(\\.0+)?)'

const BUILTIN: Readonly<Record<string, BuiltinType>> = {
  'xs:string': { called: 'String', keepsWhitespace: true },
  'xs:anyURI': { called: 'Uri' },
  'xs:language': { called: 'String', pattern: /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/ },
  'xs:boolean': { called: 'Boolean', boolean: true, pattern: /^(true|false|1|0)$/ },
  'xs:double': {
    called: 'Double',
    double: true,
    pattern: /^([+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|-?INF|NaN)$/,
  },
  'xs:short': { called: 'Int16', range: [-32_768n, 32_767n] },
  'xs:unsignedShort': { called: 'UInt16', range: [0n, 65_535n] },
  'xs:int': { called: 'Int32', range: [-2_147_483_648n, 2_147_483_647n] },
  'xs:unsignedInt': { called: 'UInt32', range: [0n, 4_294_967_295n] },
  'xs:long': { called: 'Int64', range: [-(2n ** 63n), 2n ** 63n - 1n] },
  'xs:integer': { called: 'Integer', range: [-(2n ** 96n), 2n ** 96n] },
  'xs:nonNegativeInteger': { called: 'NonNegativeInteger', range: [0n, 2n ** 96n] },
  'xs:dateTime': { called: 'DateTime', dated: true, pattern: new RegExp(`^${DATE}T${TIME}${ZONE}$`) },
  'xs:date': { called: 'Date', dated: true, pattern: new RegExp(`^${DATE}${ZONE}$`) },
  'xs:time': { called: 'Time', pattern: new RegExp(`^${TIME}${ZONE}$`) },
  'xs:duration': {
    called: 'TimeSpan',
    pattern: /^-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/,
  },
  'xs:base64Binary': {
    called: 'Base64',
    pattern:
      /^((\s*[A-Za-z0-9+/]){4})*((\s*[A-Za-z0-9+/]\s*[AQgw](\s*=){2})|((\s*[A-Za-z0-9+/]){2}\s*[AEIMQUYcgkosw048]\s*=))?\s*$/,
  },
}

/** A built-in type made ready for use. */
interface CompiledBuiltin {
  /** Reads a value into what the tree keeps for it. */
  readonly read: (lexical: string) => Reading
  /** Whether a value is of the kind that readers of the type produce. */
  readonly allows: (value: unknown) => boolean
  readonly numeric: boolean
  /** Its values may be any text, or bytes of any kind. */
  readonly free: boolean
}

export function compileBuiltin(type: string): CompiledBuiltin {
  const builtin = BUILTIN[type]
  const numeric = isNumeric(type)
  return { numeric, read: readerOf(builtin), allows: allowanceOf(builtin, numeric), free: isFree(type) }
}

/** Reads a value of an XML Schema built-in type. */
export function readBuiltin(type: string, lexical: string): Reading {
  return readerOf(BUILTIN[type])(lexical)
}

function isNumeric(type: string): boolean {
  return BUILTIN[type]?.range !== undefined || BUILTIN[type]?.double === true
}

/** Numbers, truth values and times say nothing of their own. */
function isFree(type: string): boolean {
  const isTime = /^xs:(dateTime|date|time|duration)$/.test(type)
  return !isTime && !isNumeric(type) && BUILTIN[type]?.boolean !== true
}

function allowanceOf(builtin: BuiltinType | undefined, numeric: boolean): CompiledBuiltin['allows'] {
  if (builtin?.boolean) return (value) => typeof value === 'boolean'
  if (!numeric) return () => true
  return (value) => typeof value === 'number' || (typeof value === 'string' && INTEGER.test(value))
}

function readerOf(builtin: BuiltinType | undefined): CompiledBuiltin['read'] {
  if (builtin === undefined || builtin.keepsWhitespace) return (lexical) => ({ value: lexical })
  const { range, pattern, dated, boolean, double } = builtin
  if (range !== undefined) return integerReader(builtin, range)
  return (lexical) => {
    const text = lexical.trim()
    if (pattern?.test(text) === false) return { problem: notValid(text, builtin) }
    if (dated && !hasItsDay(text)) return { problem: notValid(text, builtin) }
    if (boolean) return { value: text === 'true' || text === '1' }
    if (double) return { value: withoutSign(Number(text.replace('INF', 'Infinity'))) }
    return { value: text }
  }
}

/** Zero is one number, however it was written. */
function withoutSign(number: number): number {
  return number === 0 ? 0 : number
}

/** Whether a date of the right form is one of the calendar. */
function hasItsDay(text: string): boolean {
  const [, year = '', month = '', day = ''] = /^-?(\d+)-(\d\d)-(\d\d)/.exec(text) ?? []
  if (Number(day) <= 28) return true
  if (month !== '02') return Number(day) <= (['04', '06', '09', '11'].includes(month) ? 30 : 31)
  return day === '29' && isLeapYear(Number(year))
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** Integers become numbers unless a number cannot hold them exactly; then they stay text. */
function integerReader(builtin: BuiltinType, [min, max]: readonly [bigint, bigint]): CompiledBuiltin['read'] {
  const [least, greatest] = [Number(min), Number(max)]
  return (lexical) => {
    const text = lexical.trim()
    if (!INTEGER.test(text)) return { problem: notValid(text, builtin) }

    const number = Number(text)
    if (Number.isSafeInteger(number) && number >= least && number <= greatest)
      return { value: withoutSign(number) }
    const exact = BigInt(text)
    if (exact >= min && exact <= max) return { value: text }
    return { problem: `Value '${text}' was either too large or too small for ${builtin.called}.` }
  }
}

function notValid(text: string, builtin: BuiltinType): string {
  return `The string '${text}' is not a valid ${builtin.called} value.`
}
