import type { Face } from '../interaction.js'
import { INVALID_SECURITY } from './soap-fault.js'
import { faulted } from './soap-face.js'

/** `…/autodiscover.svc/wssecurity` and below: for partners that bring a token, which nobody has here. */
export const wsSecurityFace: Face = {
  operation: 'SOAP',
  isAnonymous: true,
  methods: ['POST'],
  open: () => ({
    understand: () => ({}),
    answer: () => faulted(INVALID_SECURITY),
    refuse: () => faulted(INVALID_SECURITY),
  }),
}
