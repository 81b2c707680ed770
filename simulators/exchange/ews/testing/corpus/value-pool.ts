import { MESSAGES } from '../../generated/messages.js'
import { TYPES } from '../../generated/types.js'

const FACTS = Object.values({ ...TYPES, ...MESSAGES })

/** Values at and beside the bounds of every facet. */
const BOUNDS: readonly string[] = FACTS.flatMap((facts) => {
  if (!('simple' in facts)) return []
  const bounds = [facts.minInclusive, facts.maxInclusive].filter((bound) => bound !== undefined)
  return bounds.flatMap((bound) => [bound - 1, bound, bound + 1].map(String))
})

const LENGTHS: readonly string[] = FACTS.flatMap((facts) => {
  if (!('simple' in facts)) return []
  const lengths = [facts.length, facts.minLength].filter((length) => length !== undefined)
  return lengths.flatMap((length) =>
    [length - 1, length, length + 1].map((each) => 'a'.repeat(Math.max(0, each))),
  )
})

/** Lexical forms of the built-in types, right ones and almost right ones. */
const FORMS: readonly string[] = [
  ...['', ' ', 'plain text', 'a & b < c > "d"', 'zwölf €', '\u{1f600}', 'line\nbreak', ' padded ', '\ttab\t'],
  ...[
    'true',
    'false',
    'True',
    'TRUE',
    '0',
    '1',
    ' 1 ',
    'yes',
    '5',
    '60',
    '-7',
    '+5',
    '-0',
    '05',
    '5.0',
    '1e3',
  ],
  ...['3.25', '.5', '5.', '1E-3', 'INF', '-INF', '+INF', 'NaN', 'Infinity', '0x10', '١'],
  ...['32767', '32768', '-32768', '-32769', '65535', '65536', '2147483647', '2147483648', '-2147483648'],
  ...['-2147483649', '4294967295', '4294967296', '9223372036854775807', '9223372036854775808'],
  ...['-9223372036854775808', '-9223372036854775809', '18446744073709551615', '1 2'],
  ...[
    '2026-03-02T09:00:00Z',
    '2026-03-02T09:00:00',
    '2026-03-02T09:00:00.123Z',
    '2026-03-02T09:00:00.1234567',
  ],
  ...[
    '2026-03-02T09:00:00-08:00',
    '2026-03-02T09:00:00+14:00',
    '2026-03-02T09:00:00+14:01',
    '2026-03-02T24:00:00Z',
  ],
  ...['2026-03-02T24:00:01Z', '2026-02-29T09:00:00Z', '2024-02-29T09:00:00Z', '2026-04-31T09:00:00Z'],
  ...[
    '2026-13-02T09:00:00Z',
    '2026-03-02 09:00:00',
    '2026-03-02T09:00',
    '2026-03-02T9:00:00Z',
    '2026-03-02t09:00:00z',
  ],
  ...['0001-01-01T00:00:00Z', '0000-01-01T00:00:00Z', '-0001-01-01T00:00:00Z', '12026-03-02T09:00:00Z'],
  ...['1900-02-29T00:00:00Z', '2000-02-29T00:00:00Z', '2026-03-02T23:59:60Z', '2026-03-02T09:60:00Z'],
  ...[
    '2026-03-02',
    '2026-03-02Z',
    '2026-03-02-08:00',
    '2026-02-30',
    '2026-3-2',
    '20260302',
    '2026-00-10',
    '2026-01-00',
  ],
  ...[
    '09:00:00',
    '09:00:00Z',
    '09:00:00.5',
    '24:00:00',
    '24:00:00.1',
    '9:00:00',
    '09:00',
    '25:00:00',
    '09:00:00+25:00',
  ],
  ...[
    'PT5H',
    '-P1DT2M',
    'P1Y2M3DT4H5M6.7S',
    'P',
    'PT',
    'P1DT',
    'P-1D',
    'PT5h',
    'P1M1Y',
    '+PT1H',
    'PT.5S',
    'PT1.S',
  ],
  ...[
    'AAAA',
    'AAE=',
    'AA==',
    'A',
    'AA=',
    'AAA=',
    'A===',
    'AA==AA==',
    'A A A A',
    'AAAA\nAAAA',
    'AB==',
    'AA-_',
    '====',
    'AAF=',
  ],
  ...['0x0E07', '0xe07', '0X0E07', '0x', '0xGG07', '0x10000', '3591', '65534', '0xFFFF'],
  ...[
    'c11ff724-aa03-4555-9952-8fa248a11c3e',
    'C11FF724-AA03-4555-9952-8FA248A11C3E',
    '{c11ff724-aa03-4555-9952-8fa248a11c3e}',
  ],
  ...['c11ff724aa0345559952-8fa248a11c3e', 'a_b', '1.2', 'user@contoso.com', 'S-1-5-21-1', 'abc\n'],
  ...[
    'en-US',
    'en_US',
    'x',
    'toolonglanguage',
    'en-US-',
    'http://a.example/b',
    'http://a.example/ä b',
    '%zz',
    'http://[',
  ],
  ...[
    'Monday Thursday',
    'Monday  Monday',
    'Monday,Thursday',
    'monday',
    'Day',
    'Odd',
    'item:Subject',
    'calendar:Start',
  ],
]

const ENUMERATIONS: readonly string[] = FACTS.flatMap((facts) =>
  'values' in facts ? (facts.values ?? []) : [],
)

/** The values that documents are made of, and spoilt with. */
export const VALUE_POOL: readonly string[] = [...new Set([...FORMS, ...BOUNDS, ...LENGTHS, ...ENUMERATIONS])]

/** The part of the pool in which each value is odd in its own way. */
export const ODD_VALUES: readonly string[] = [...new Set([...FORMS, ...BOUNDS, ...LENGTHS])]
