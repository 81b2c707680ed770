/** The look of every page that the cloud shows to people: light or dark, as they like it, and narrow where it has to be. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f4f6f8; --card: #fff; --line: #dde3e9; --ink: #1b2733; --soft: #5b6b7b; --accent: #0b6e8f; --on-accent: #fff;
  --tint: #e3f1f5; --good: #1d7a46; --good-tint: #e2f4e9; --warn: #8a5a00; --warn-tint: #fdf0d2; --bad: #b3261e;
  --bad-tint: #fde7e5;
  font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #10161c; --card: #19222b; --line: #2c3945; --ink: #e6ecf1; --soft: #9aabba; --accent: #4fb8d8; --on-accent: #06222c;
    --tint: #14313c; --good: #6fd39a; --good-tint: #14321f; --warn: #f0c15b; --warn-tint: #3a2d0d; --bad: #ff9d95;
    --bad-tint: #43191a;
  }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink) }
a { color: var(--accent) }
h1, h2, h3 { line-height: 1.25; margin: 0; overflow-wrap: anywhere }
h1 { font-size: 1.5rem }
h2 { font-size: 1.1rem }
h3 { font-size: .95rem }
p { margin: .4rem 0 }
small, .soft { color: var(--soft); font-size: .87rem; line-height: 1.4 }
code { font: .87rem/1.4 ui-monospace, "Liberation Mono", monospace; overflow-wrap: anywhere }
header.bar { display: flex; flex-wrap: wrap; gap: .3rem 1rem; align-items: center; padding: .6rem 1.5rem; background: var(--card);
  border-bottom: 1px solid var(--line) }
header.bar .brand { font-weight: 650; text-decoration: none; color: var(--ink); display: inline-flex; align-items: center }
header.bar .brand::before { content: ""; display: inline-block; width: .8rem; height: .8rem; border-radius: 50%; margin-right: .55rem;
  border: .22rem solid var(--accent) }
header.bar .who { margin-left: auto; display: flex; flex-wrap: wrap; gap: .2rem .8rem; align-items: center }
.columns { display: grid; grid-template-columns: 13rem minmax(0, 1fr); max-width: 84rem; margin: 0 auto }
ul { margin: 0; padding-left: 1.2rem }
nav.sections { padding: 1.2rem .8rem; display: flex; flex-direction: column; gap: .15rem }
nav.sections a { display: flex; justify-content: space-between; padding: .4rem .7rem; border-radius: .45rem; text-decoration: none;
  color: var(--ink) }
nav.sections a:hover { background: var(--tint) }
nav.sections a[aria-current] { background: var(--tint); color: var(--accent); font-weight: 600 }
main { padding: 1.4rem 1.5rem 3rem; display: grid; gap: 1.1rem; align-content: start; min-width: 0 }
main.alone { max-width: 30rem; margin: 12vh auto 0; padding: 0 1rem 2rem }
.head { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .7rem; padding: 1.1rem 1.2rem; min-width: 0 }
.card > h2 { margin-bottom: .7rem }
.tiles { display: grid; gap: .9rem; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)) }
.tile .number { font-size: 1.9rem; font-weight: 650; line-height: 1.15 }
.pair { display: grid; gap: 1.1rem; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); align-items: start }
.scroll { overflow-x: auto; margin: 0 -.4rem }
table { border-collapse: collapse; width: 100% }
th { text-align: left; font-weight: 600; font-size: .8rem; color: var(--soft); white-space: nowrap }
th, td { padding: .45rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top }
tr:last-child td { border-bottom: 0 }
td.number { font-variant-numeric: tabular-nums }
td.capacity { min-width: 9rem }
td form { display: inline }
td p:last-child { margin-bottom: 0 }
dl { display: grid; grid-template-columns: fit-content(55%) minmax(0, 1fr); gap: .3rem 1.2rem; margin: 0 }
dt { color: var(--soft) }
dd { margin: 0; overflow-wrap: anywhere }
.head + dl, dl + .scroll { margin-top: .9rem }
td code { white-space: nowrap }
.badge { display: inline-block; padding: .05rem .55rem; border-radius: 1rem; font-size: .8rem; font-weight: 600; white-space: nowrap;
  background: var(--ground); color: var(--soft); border: 1px solid var(--line) }
.badge.good { background: var(--good-tint); color: var(--good); border-color: transparent }
.badge.warn { background: var(--warn-tint); color: var(--warn); border-color: transparent }
.badge.bad { background: var(--bad-tint); color: var(--bad); border-color: transparent }
.notice { border-radius: .6rem; padding: .7rem 1rem; border-left: .3rem solid var(--accent); background: var(--tint) }
.notice.good { border-color: var(--good); background: var(--good-tint) }
.notice.bad { border-color: var(--bad); background: var(--bad-tint) }
.notice.warn { border-color: var(--warn); background: var(--warn-tint) }
button, .button { font: inherit; font-weight: 600; padding: .38rem 1rem; border-radius: .45rem; cursor: pointer; text-decoration: none;
  display: inline-block; border: 1px solid var(--line); background: var(--card); color: var(--ink) }
button:hover, .button:hover { border-color: var(--accent) }
button.first, .button.first { background: var(--accent); border-color: var(--accent); color: var(--on-accent) }
button.danger { color: var(--bad) }
button.link { border: 0; background: none; padding: 0; color: var(--accent); font-weight: 400; text-decoration: underline }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
form.fields, .fields, .stack { display: grid; gap: .85rem }
form.fields { max-width: 36rem }
form.template { margin-top: 1rem }
.line { display: flex; flex-wrap: wrap; gap: .6rem; align-items: end; margin-bottom: .6rem }
.line > label { flex: 1 1 11rem }
.fields .line { margin-bottom: 0 }
label { display: grid; gap: .25rem; font-weight: 600; font-size: .9rem }
label.choice { display: flex; gap: .55rem; align-items: center; font-weight: 400; font-size: 1rem }
label small { font-weight: 400 }
input:not([type=checkbox], [type=radio]), select, textarea { font: inherit; font-weight: 400; width: 100%; padding: .4rem .6rem; min-height: 2.35rem;
  color: var(--ink); background: var(--ground); border: 1px solid var(--line); border-radius: .45rem }
input[type=checkbox], input[type=radio] { accent-color: var(--accent) }
textarea { min-height: 5rem; resize: vertical }
fieldset { border: 0; margin: 0; padding: 0; display: grid; gap: .7rem; min-width: 0 }
legend { font-weight: 600; font-size: .9rem; padding: 0; margin-bottom: .35rem }
progress { appearance: none; border: 0; width: 100%; height: .5rem; border-radius: 1rem; overflow: hidden; background: var(--line) }
progress::-webkit-progress-bar { background: var(--line) }
progress::-webkit-progress-value { background: var(--good) }
progress::-moz-progress-bar { background: var(--good) }
progress.amber::-webkit-progress-value { background: var(--warn) }
progress.amber::-moz-progress-bar { background: var(--warn) }
progress.red::-webkit-progress-value { background: var(--bad) }
progress.red::-moz-progress-bar { background: var(--bad) }
.empty { color: var(--soft); padding: .6rem 0 }
.actions { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center }
.card > p ~ .actions { margin-top: .9rem }
details > summary { cursor: pointer; font-weight: 600 }
details[open] > summary { margin-bottom: .8rem }
@media (max-width: 52rem) {
  .columns { grid-template-columns: minmax(0, 1fr) }
  nav.sections { flex-direction: row; overflow-x: auto; padding: .6rem 1rem 0 }
  nav.sections a { white-space: nowrap; gap: .4rem }
  main { padding: 1rem }
}
`
