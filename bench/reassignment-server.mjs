// The lab with a clock that stands still, and with everybody entitled to the calendar service.
import { serveLab } from './lab-process.mjs'

// One of the people has no account in the cloud.
const users = Number(process.env.REASSIGNMENT_PEOPLE) + 1

await serveLab({ clock: 'manual', users }, (lab) => ({
  now: () => lab.clock.now(),
  advance: ({ ms }) => lab.advance(ms),
}))
