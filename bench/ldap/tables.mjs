// What the benchmark says, and its verdict.

/** The lab against slapd. True when every row that has a floor is above it and both answered the same. */
export function tellComparison(rows, { users, rounds, requests, floors }) {
  console.log(
    `Searches in a directory of ${users} users, the lab and slapd, by a client in C over loopback;\n` +
      `median of ${rounds} rounds of ${requests} requests; Node ${process.version}.\n`,
  )
  tell(
    ['', 'lab', 'slapd', 'ratio', 'of the rounds', 'processor time', 'ratio', 'client'],
    rows.map((row) => [
      row.name,
      `${middle(row, 'lab', 'perSecond').toFixed(0)}/s`,
      `${middle(row, 'slapd', 'perSecond').toFixed(0)}/s`,
      ratioOf(row).toFixed(2),
      ratiosOf(row)
        .map((ratio) => ratio.toFixed(2))
        .join(' '),
      `${middle(row, 'lab', 'serverMicroseconds').toFixed(0)} : ${middle(row, 'slapd', 'serverMicroseconds').toFixed(0)} µs`,
      (middle(row, 'slapd', 'serverMicroseconds') / middle(row, 'lab', 'serverMicroseconds')).toFixed(2),
      `${middle(row, 'lab', 'clientMicroseconds').toFixed(0)} µs`,
    ]),
  )
  const low = rows.filter((row) => ratioOf(row) < (floors[row.kind] ?? 0))
  for (const row of low) console.error(`${row.name} is below ${floors[row.kind]}.`)
  const different = rows.filter(({ rounds: all }) => all.some(({ lab, slapd }) => !isSame(lab, slapd)))
  for (const row of different)
    console.error(`${row.name}: the answers differ: ${JSON.stringify(row.rounds[0])}`)
  return low.length === 0 && different.length === 0
}

/**
 * The lab against itself with another number of users. True when the processor time of no row differs by more than the
 * bound: nothing else differs, and throughput depends on what the machine does besides.
 */
export function tellGrowth(rows, { sizes, bound }) {
  console.log(`\nThe lab alone, with ${sizes.join(' and ')} users.\n`)
  const factor = (row) =>
    middle(row, 'large', 'serverMicroseconds') / middle(row, 'small', 'serverMicroseconds')
  tell(
    ['', ...sizes.map((size) => `${size} users`), 'processor time', 'factor'],
    rows.map((row) => [
      row.name,
      `${middle(row, 'small', 'perSecond').toFixed(0)}/s`,
      `${middle(row, 'large', 'perSecond').toFixed(0)}/s`,
      `${middle(row, 'small', 'serverMicroseconds').toFixed(0)} : ${middle(row, 'large', 'serverMicroseconds').toFixed(0)} µs`,
      factor(row).toFixed(2),
    ]),
  )
  const steep = rows.filter((row) => Math.max(factor(row), 1 / factor(row)) >= bound)
  for (const row of steep) console.error(`${row.name} costs ${bound} times as much or more.`)
  return steep.length === 0
}

function isSame({ counts: lab }, { counts: slapd }) {
  return ['entries', 'attributes', 'values', 'octets'].every((name) => lab[name] === slapd[name])
}

function ratioOf(row) {
  return median(ratiosOf(row))
}

function ratiosOf(row) {
  return row.rounds.map(({ lab, slapd }) => lab.perSecond / slapd.perSecond)
}

function middle(row, server, figure) {
  return median(row.rounds.map((round) => round[server][figure]))
}

function tell(head, rows) {
  const lines = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column].length)))
  for (const [name, ...figures] of lines) {
    const cells = figures.map((figure, column) => figure.padStart(widths[column + 1]))
    console.log([name.padEnd(widths[0]), ...cells].join('  ').trimEnd())
  }
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
