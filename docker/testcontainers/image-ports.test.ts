import { expect, it } from 'vitest'

import { LAB_PORTS } from '../../simulators/lab/ports.js'
import { ADMIN_PORT, controllerPorts, IMAGE_PORTS } from './image-ports.js'

it('names the ports on which a lab listens that is not told otherwise', () => {
  expect({ endpoints: IMAGE_PORTS, admin: ADMIN_PORT }).toMatchObject({
    endpoints: LAB_PORTS.fixed.endpoints,
    admin: LAB_PORTS.fixed.admin,
  })
})

it('counts the ports of further domain controllers as a lab does', () => {
  expect(controllerPorts(1)).toEqual([])
  expect(controllerPorts(3)).toEqual([3990, 6460, 3368, 3369, 4090, 6560, 3468, 3469])
})
