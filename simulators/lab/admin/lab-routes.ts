import { z } from 'zod'
import { LabError } from '../../core/index.js'
import { readyDocument } from '../ready-document.js'
import { anySubjectDocument, subjectRequest } from '../subjects/subject-document.js'
import type { LabControl } from './control.js'
import { route, type Route } from './route.js'
import {
  advanceBody,
  authorityAnswer,
  certificateAnswer,
  certificateBody,
  clockAnswer,
  decryptAnswer,
  decryptBody,
  faultAnswer,
  faultBody,
  healthAnswer,
} from './schemas.js'

/** The lab itself: health, time, faults, subjects. */
export function labRoutes(lab: LabControl): readonly Route[] {
  const { core, clock } = lab
  const time = () => ({
    kind: clock.kind,
    now: clock.now(),
    ...(clock.rate === undefined ? {} : { rate: clock.rate }),
  })

  return [
    route({
      method: 'get',
      path: '/v1/health',
      summary: 'Whether the lab answers.',
      answer: healthAnswer,
      handle: () => ({ status: 'ok' as const, now: clock.now(), epoch: core.world.epoch }),
    }),
    route({
      method: 'get',
      path: '/v1/lab',
      summary: 'The ready document.',
      answer: readyDocument,
      handle: () => lab.ready,
    }),
    route({ method: 'get', path: '/v1/clock', summary: 'Lab time.', answer: clockAnswer, handle: time }),
    route({
      method: 'post',
      path: '/v1/clock/advance',
      summary: 'Moves a manual clock, with all that happens on the way.',
      body: advanceBody,
      answer: clockAnswer,
      async handle({ body }) {
        await lab.advance(body.ms)
        return time()
      },
    }),
    route({
      method: 'get',
      path: '/v1/faults',
      summary: 'The fault rules, with how often each matched and acted.',
      answer: z.array(faultAnswer),
      handle: () => core.faults.list() as z.input<typeof faultAnswer>[],
    }),
    route({
      method: 'post',
      path: '/v1/faults',
      summary: 'Adds a fault rule.',
      body: faultBody,
      answer: faultAnswer,
      handle: ({ body }) =>
        core.faults.add(body as Parameters<typeof core.faults.add>[0]) as z.input<typeof faultAnswer>,
    }),
    route({
      method: 'delete',
      path: '/v1/faults',
      summary: 'Removes all fault rules.',
      handle: () => core.faults.clear(),
    }),
    route({
      method: 'delete',
      path: '/v1/faults/{id}',
      summary: 'Removes one fault rule.',
      params: z.strictObject({ id: z.string() }),
      handle({ params }) {
        if (core.faults.remove(params.id)) return
        throw new LabError('FAULT_UNKNOWN', { message: `There is no fault rule "${params.id}".` })
      },
    }),
    route({
      method: 'post',
      path: '/v1/reset',
      summary: 'Puts the lab back to how it started: world, journal, faults.',
      handle: () => lab.reset(),
    }),
    route({
      method: 'post',
      path: '/v1/subjects',
      summary: 'Prepares a node of a connector under test: what it may know, in one document.',
      body: subjectRequest,
      answer: anySubjectDocument,
      handle: ({ body }) => lab.prepareSubject(body),
    }),
    route({
      method: 'get',
      path: '/v1/ca',
      summary: "The certificate of the lab's authority, for a client on another machine.",
      answer: authorityAnswer,
      handle: () => ({ certPem: lab.caPem }),
    }),
    route({
      method: 'post',
      path: '/v1/certificates',
      summary: "Issues a certificate of the lab's authority, for a relay or with a flaw on purpose.",
      body: certificateBody,
      answer: certificateAnswer,
      async handle({ body: { hosts, flaw } }) {
        const issued = await lab.issueCertificate({ hosts, ...(flaw === undefined ? {} : { flaw }) })
        return { certPem: issued.certificatePem, keyPem: issued.keyPem }
      },
    }),
    route({
      method: 'post',
      path: '/v1/kms/decrypt',
      summary: 'Opens encrypted fields with the keys of the lab, for a checker.',
      body: decryptBody,
      answer: decryptAnswer,
      handle: async ({ body }) => ({ texts: [...(await lab.decrypt(body.keyUrl, body.jwe))] }),
    }),
  ]
}
