import { expect, it } from 'vitest'

import { parseXml } from '../../clients/index.js'
import { check } from '../checks/check.js'
import type { RunResult } from '../runner/result.js'
import { renderIndexHtml } from './index-html.js'
import { renderJunitXml } from './junit-xml.js'
import { renderResultsJson } from './results-json.js'

const evidence = { journal: [4, 7], wire: ['POST /EWS/Exchange.asmx\n<script>alert(1)</script>'] }
const result: RunResult = {
  subject: 'a <connector>',
  level: 3,
  features: [],
  seed: 1,
  saboteur: undefined,
  startedAt: '2026-03-02T09:00:00.000Z',
  durationMs: 1500,
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
  ],
}

it('writes a JUnit file that is well-formed and counts as a CI server does', () => {
  const suites = parseXml(renderJunitXml(result))

  expect(suites.attributes).toMatchObject({ tests: '4', failures: '1', skipped: '1', time: '1.500' })
  expect(suites.children[0]?.children.map((test) => test.children[0]?.name)).toEqual([
    undefined,
    'failure',
    'system-out',
    'skipped',
  ])
})

it('writes results for programs with a total of each verdict', () => {
  const results = JSON.parse(renderResultsJson(result)) as Record<string, unknown>

  expect(results['totals']).toEqual({ pass: 1, fail: 1, warn: 1, notRun: 1, notImplemented: 0 })
  expect(results['checks']).toHaveLength(4)
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
