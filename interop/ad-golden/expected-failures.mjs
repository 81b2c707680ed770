// The cases of the evidence that the lab answers otherwise on purpose, by folder, and why.
export const EXPECTED_FAILURES = {
  'cases-msadts': {
    'ms-range-auto':
      'the answer has "member" with an empty set of values, as expected, for which ldapsearch 2.5 prints no line: ' +
      'it prints "member:" for a value of no octets only',
    'ms-rootdse-ext':
      'batches (1.2.840.113556.1.4.2212) and the refresh of dynamic objects (1.3.6.1.4.1.1466.101.119.1) are not ' +
      'built, so that they are not announced',
  },
}
