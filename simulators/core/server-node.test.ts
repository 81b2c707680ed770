import { expect, it } from 'vitest'
import { ServerNode } from './index.js'

it('ends what it owns, last taken first, and takes nothing more', async () => {
  const node = new ServerNode('EX01')
  const ended: string[] = []
  node.own({ [Symbol.dispose]: () => ended.push('first') })
  node.own({ [Symbol.asyncDispose]: async () => void ended.push('second') })

  await node[Symbol.asyncDispose]()

  expect(ended).toEqual(['second', 'first'])
  expect(node.signal.aborted).toBe(true)
  expect(() => node.own({ [Symbol.dispose]: () => undefined })).toThrow(/EX01 has stopped/)
})
