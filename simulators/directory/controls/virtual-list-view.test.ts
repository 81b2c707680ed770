import { expect, it } from 'vitest'
import { CONTROL, type Control } from '../ldap/control.js'
import { openTestSession } from '../server/testing/open-test-session.js'
import { BerReader } from '../ldap/ber/ber-reader.js'
import { VIRTUAL_LIST_VIEW } from './virtual-list-view.js'

const BY_SN: Control = {
  type: CONTROL.sort,
  isCritical: false,
  value: Buffer.from('300630040402736e', 'hex'),
}

function view(
  before: number,
  after: number,
  target: string | readonly [number, number],
  context?: Uint8Array,
): Control {
  const chosen =
    typeof target === 'string'
      ? [0x81, target.length, ...Buffer.from(target)]
      : [0xa0, 6, 2, 1, target[0], 2, 1, target[1]]
  const named = context === undefined ? [] : [4, context.length, ...context]
  const content = [2, 1, before, 2, 1, after, ...chosen, ...named]
  return {
    type: CONTROL.virtualListView,
    isCritical: true,
    value: Buffer.from([0x30, content.length, ...content]),
  }
}

function resultOf(controls: ReadonlyMap<string, Buffer | undefined>) {
  const value = new BerReader(controls.get(CONTROL.virtualListViewResult) ?? Buffer.alloc(0)).inside()
  const [position, count, code] = [value.integer(), value.integer(), value.enumerated()]
  return { position, count, code, context: value.isAtEnd ? undefined : value.octets() }
}

it('reads what ad-golden ctl-vlv-offset sends', () => {
  expect(VIRTUAL_LIST_VIEW.decode(Buffer.from('MA4CAQACAQKgBgIBAQIBAA==', 'base64'))).toEqual({
    beforeCount: 0,
    afterCount: 2,
    target: { kind: 'offset', offset: 1, contentCount: 0 },
    contextId: undefined,
  })
})

it.each([
  [view(0, 1, [1, 0]), ['Anders', 'Böhm'], 1],
  [view(1, 0, [3, 0]), ['Böhm', 'Costa'], 3],
  [view(0, 0, [0, 0]), ['Costa'], 3],
  [view(0, 0, [1, 1]), ['Costa'], 3],
  [view(0, 0, [9, 9]), ['Costa'], 3],
  [view(0, 0, [50, 99]), ['Böhm'], 2],
  [view(1, 1, 'b'), ['Anders', 'Böhm', 'Costa'], 2],
  [view(1, 5, 'Zz'), ['Costa'], 4],
])('answers the window around its target (%#)', (control, expected, position) => {
  const { search } = openTestSession()

  const answer = search({ filter: '(cn=*)', attributes: ['sn'], controls: [BY_SN, control] })

  expect(answer.entries.map(({ sn }) => sn?.[0])).toEqual(expected)
  expect(resultOf(answer.controls)).toMatchObject({ position, count: 3, code: 0 })
})

it('keeps the list that a client names by its context', () => {
  const { search, directory } = openTestSession()
  const first = search({ filter: '(sn=*)', controls: [BY_SN, view(0, 0, [1, 0])] })
  const { context } = resultOf(first.controls)
  const [alice] = directory.tree.byValue('sAMAccountName', 'alice')
  const change = directory.change()
  if (alice !== undefined) change.update(alice, { values: { ...alice.record.values, sn: ['Zander'] } })
  change.commit('test', 'Modify')

  const known = search({
    filter: '(sn=*)',
    attributes: ['sn'],
    controls: [BY_SN, view(0, 0, [1, 3], context)],
  })
  const fresh = search({ filter: '(sn=*)', attributes: ['sn'], controls: [BY_SN, view(0, 0, [1, 3])] })

  expect(known.entries[0]?.['sn']).toEqual(['Zander'])
  expect(fresh.entries[0]?.['sn']).toEqual(['Böhm'])
})

it('cannot do without a sort, nor with an offset of nothing, nor in pages', () => {
  const { search } = openTestSession()
  const paged = { type: CONTROL.pagedResults, isCritical: false, value: Buffer.from('30050201020400', 'hex') }

  const unsorted = search({ controls: [view(0, 0, [1, 0])] })
  const nowhere = search({ filter: '(sn=*)', controls: [BY_SN, view(0, 0, [0, 3])] })

  expect([unsorted.code, resultOf(unsorted.controls).code]).toEqual([76, 60])
  expect([nowhere.code, resultOf(nowhere.controls).code]).toEqual([76, 61])
  expect(search({ filter: '(sn=*)', controls: [BY_SN, view(0, 0, [1, 0]), paged] }).code).toBe(12)
})
