/** The report's own style: readable in light and dark, without a script or a file beside it. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --pass: #1a7f37; --fail: #cf222e; --warn: #9a6700; --none: #6e7781; --line: #8884; }
@media (prefers-color-scheme: dark) { :root { --pass: #3fb950; --fail: #f85149; --warn: #d29922; --none: #8b949e; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin-bottom: 0; } h2 { font-size: 1.05rem; margin: 2rem 0 .3rem; }
.totals { display: flex; flex-wrap: wrap; gap: .3rem 1.5rem; margin: 1rem 0; font-size: 1.1rem; }
details { border-top: 1px solid var(--line); padding: .35rem 0; }
summary { cursor: pointer; display: grid; grid-template-columns: 4.5rem 15rem 1fr auto; gap: .5rem; }
summary::-webkit-details-marker { display: none; }
summary > span { overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; } th { text-align: left; font-weight: 600; color: var(--none); }
td, th { border-top: 1px solid var(--line); padding: .35rem .7rem .35rem 0; vertical-align: top; overflow-wrap: anywhere; } td:last-child, th:last-child { padding-right: 0; }
.verdict { font-weight: 600; white-space: nowrap; } .pass { color: var(--pass); } .fail { color: var(--fail); }
.warn { color: var(--warn); } .not-run, .not-implemented { color: var(--none); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; } .cost th { white-space: normal; overflow-wrap: normal; } .cost .id { white-space: nowrap; } .cost tr:last-child td { font-weight: 600; }
.id, .clause { font-family: ui-monospace, monospace; font-size: .85em; } .clause { color: var(--none); }
dl { display: grid; grid-template-columns: 6rem 1fr; gap: .3rem 1rem; margin: .6rem 0 .6rem 1rem; }
dt { color: var(--none); } dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
pre { margin: .2rem 0; padding: .6rem; border: 1px solid var(--line); overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .8rem; }
@media (max-width: 45rem) {
  summary { grid-template-columns: 4.5rem 1fr; gap: 0 .5rem; } summary > span:nth-child(n + 3) { grid-column: 1 / -1; }
  thead { display: none; } tr { display: block; border-top: 1px solid var(--line); padding: .35rem 0; }
  td { display: block; border: 0; padding: 0; } td.number { text-align: left; } td[data-of]::before { content: attr(data-of) ': '; color: var(--none); font-weight: 400; }
  dl { grid-template-columns: 1fr; margin-left: 0; }
}
`
