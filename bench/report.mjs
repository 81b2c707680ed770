// The table of the benchmark.

/** Prints a line for each workload. */
export function tell(rows, { requests, rounds, connections }) {
  console.log(
    `Processor time for a request, the lab and a bare node:http server that answers the same bytes; plain HTTP,\n` +
      `${connections === 1 ? 'one connection' : `${connections} connections`}, median of ${rounds} rounds of ${requests} requests; Node ${process.version}.\n`,
  )
  const lines = [
    ['', 'lab', 'bare', 'ratio', 'of the rounds', 'answer'],
    ...rows.map((row) => [
      row.name,
      `${median(row.rounds.map(({ lab }) => lab)).toFixed(0)} µs`,
      `${median(row.rounds.map(({ bare }) => bare)).toFixed(0)} µs`,
      ratioOf(row).toFixed(2),
      ratiosOf(row)
        .map((ratio) => ratio.toFixed(2))
        .join(' '),
      `${(Math.max(...row.answers.flat().map(({ body }) => body.length)) / 1024).toFixed(1)} KB`,
    ]),
  ]
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)))
  for (const [name, ...figures] of lines) {
    const cells = figures.map((figure, column) => figure.padStart(widths[column + 1]))
    console.log([name.padEnd(widths[0]), ...cells].join('  ').trimEnd())
  }
}

/** Whether every row that has a floor is above it; says which are not. */
export function verdict(rows, floor) {
  const low = rows.filter((row) => row.hasFloor && ratioOf(row) < floor)
  for (const row of low) console.error(`${row.name} is below ${floor}.`)
  return low.length === 0
}

function ratioOf(row) {
  return median(ratiosOf(row))
}

function ratiosOf(row) {
  return row.rounds.map(({ lab, bare }) => bare / lab)
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
