import { expect, it } from 'vitest'

import { parseXml } from '../../clients/index.js'
import { check, unjudged } from '../checks/check.js'
import type { ProofOfSuite } from '../runner/prove.js'
import type { RunResult } from '../runner/result.js'
import { renderIndexHtml } from './index-html.js'
import { renderJunitXml } from './junit-xml.js'
import { renderResultsJson } from './results-json.js'

const evidence = { journal: [4, 7], wire: ['POST /EWS/Exchange.asmx\n<script>alert(1)</script>'] }
const result: RunResult = {
  subject: 'a <connector>',
  level: 3,
  features: ['personal-room'],
  seed: 1,
  saboteur: undefined,
  startedAt: '2026-03-02T09:00:00.000Z',
  durationMs: 1500,
  cost: {
    nodes: [{ via: 'node<1>', calls: 7 }],
    meetings: 2,
    idle: null,
    ews: { perMeeting: 3.5, afterwards: 0, perUserHour: null },
    operations: [
      { protocol: 'ews', operation: 'GetItem', perMeeting: 2.5, afterwards: 0, perUserHour: null },
      { protocol: 'ews', operation: 'FindItem', perMeeting: 1, afterwards: 0, perUserHour: null },
    ],
  },
  cases: [
    {
      id: 'keyword/webex',
      title: 'The keyword decorates',
      durationMs: 750,
      checks: [
        check({ id: 'HC-071/webex', expected: 'details', got: 'details', holds: true, evidence }),
        check({ id: 'HC-143/copies', expected: '<a>', got: 'nul \u0000 & <b>', holds: false, evidence }),
        check({ id: 'HC-074/word', expected: 'x', got: undefined, holds: false, evidence }),
        check({ id: 'HC-112/lists', expected: 'x', got: [], holds: 'not-run', evidence }),
      ],
    },
    {
      id: 'list/cancelled',
      title: 'A list of level 3',
      durationMs: 0,
      checks: [unjudged('HC-153/removed', 'not-implemented', 'The manifest does not declare "publish".')],
    },
  ],
}
const proof: ProofOfSuite = {
  clean: result,
  proofs: [
    {
      saboteur: 'writes-mail',
      title: 'Creates a mail message',
      declared: ['HC-005/mail'],
      seen: ['HC-005/mail'],
      asDeclared: true,
      durationMs: 900,
    },
    {
      saboteur: 'reads-inbox',
      title: 'Looks into the inbox',
      declared: ['HC-003/folders'],
      seen: ['HC-045/operations'],
      asDeclared: false,
      durationMs: 900,
    },
  ],
  unused: ['signs-twice'],
  unproven: ['HC-110/title'],
}

it('writes a JUnit file that is well-formed and counts as a CI server does', () => {
  const suites = parseXml(renderJunitXml(result))

  expect(suites.attributes).toMatchObject({ tests: '5', failures: '1', skipped: '2', time: '1.500' })
  const tests = suites.children[0]?.children.filter(({ name }) => name === 'testcase')
  expect(tests?.map((test) => test.children[0]?.name)).toEqual([
    undefined,
    'failure',
    'system-out',
    'skipped',
  ])
})

it('writes results for programs with a total of each verdict', () => {
  const results = JSON.parse(renderResultsJson(result)) as Record<string, unknown>

  expect(results['totals']).toEqual({ pass: 1, fail: 1, warn: 1, notRun: 1, notImplemented: 1 })
  expect(results['checks']).toHaveLength(5)
  expect((results['checks'] as unknown[])[1]).toMatchObject({
    id: 'HC-143/copies',
    case: 'keyword/webex',
    verdict: 'fail',
    certainty: 'D',
    evidence,
  })
})

it('writes a page without scripts that shows what was seen on the wire as text', () => {
  const page = renderIndexHtml(result)

  expect(page).not.toMatch(/<script|<link|src=|href=/)
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(page.match(/<details/g)).toHaveLength(4)
  expect(page.match(/<details open/g)).toHaveLength(1)
  expect(page).toContain('Journal entries 4, 7.')
})

it('lists operations in one order, whether the subject or the reference connector uses them', () => {
  const listed = [
    ...renderIndexHtml(result).matchAll(/<tr><td class="id">((?:ews|ldap|autodiscover) \w+)/g),
  ].map(([, name]) => name)

  expect(listed).toContain('ews GetUserOofSettings')
  expect(listed).toEqual([...listed].sort())
})

it('shows what the subject costs Exchange beside what the reference connector does', () => {
  const page = renderIndexHtml(result)
  const [, section = ''] = page.split('<h2>Cost to Exchange</h2>')
  const cellsOf = (name: string) =>
    [
      ...(section.split(`<td class="id">${name}</td>`)[1]?.split('</tr>')[0] ?? '').matchAll(
        />([^<]+)<\/td>/g,
      ),
    ].map(([, cell]) => cell)
  const json = JSON.parse(renderResultsJson(result)) as Record<string, unknown>

  expect(cellsOf('ews GetItem')).toEqual(['2.50', '2.00', '0.00', '2.00', '–', '0.00'])
  expect(cellsOf('ews FindItem')).toEqual(['1.00', '0.00', '0.00', '0.00', '–', '0.00'])
  expect(cellsOf('ews UpdateItem')).toEqual(['0.00', '1.00', '0.00', '0.00', '–', '0.00'])
  expect(cellsOf('all EWS calls')).toEqual(['3.50', '3.00', '0.00', '2.00', '–', '60.50'])
  expect(section).toContain('node&lt;1&gt; 7')
  expect(json['cost']).toMatchObject({ subject: result.cost, reference: { ews: { perMeeting: 3 } } })
  expect(renderIndexHtml({ ...result, cost: null })).not.toContain('Cost to Exchange')
})

it('shows apart what the subject does not claim, with the reason', () => {
  const page = renderIndexHtml(result)
  const [judged = '', notImplemented = ''] = page.split('<h2>Not implemented</h2>')

  expect(judged).not.toContain('HC-153/removed')
  expect(notImplemented).toContain('The manifest does not declare &quot;publish&quot;.')
  expect(renderJunitXml(result)).toMatch(/<skipped message="not implemented: The manifest does not declare/)
})

it('tells in every form what each saboteur broke and what caught it', () => {
  const page = renderIndexHtml(result, proof)
  const suite = parseXml(renderJunitXml(result, proof)).children.at(-1)
  const json = JSON.parse(renderResultsJson(result, proof)) as Record<string, unknown>

  expect(page).toMatch(/caught<.*writes-mail<.*Creates a mail message<.*HC-005\/mail/)
  expect(page).toMatch(
    /OTHERWISE<.*HC-045\/operations \(not declared\).*HC-003\/folders<\/s> \(declared, not seen\)/,
  )
  expect(page).toMatch(/no saboteur turns red: .*HC-110\/title/)
  expect(suite?.attributes).toMatchObject({ name: 'saboteurs', tests: '2', failures: '1' })
  expect(json).toMatchObject({ saboteurs: proof.proofs, unprovenChecks: ['HC-110/title'] })
})
