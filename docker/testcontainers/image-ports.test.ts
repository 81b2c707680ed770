import { expect, it } from 'vitest'

import { LAB_PORTS } from '../../simulators/lab/ports.js'
import { ADMIN_PORT, IMAGE_PORTS } from './image-ports.js'

it('names the ports on which a lab listens that is not told otherwise', () => {
  expect({ endpoints: IMAGE_PORTS, admin: ADMIN_PORT }).toMatchObject({
    endpoints: LAB_PORTS.fixed.endpoints,
    admin: LAB_PORTS.fixed.admin,
  })
})
