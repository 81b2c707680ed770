export { startNode } from './node/start-node.js'
export type { RunningNode, StartNodeOptions } from './node/start-node.js'
export type { Step, StepFacts, StepName } from './node/steps.js'

export { parseSubject } from './config/subject.js'
export type { Subject } from './config/subject.js'

export { createRealClock } from './time-and-chance/real-clock.js'

export { ConnectorError, describeError } from './error.js'
export type { ConnectorErrorCode } from './error.js'

export { decide } from './calendar/decide/decide.js'
export type { Decision, DecisionContext } from './calendar/decide/decide.js'
export { ALARMS } from './management/alarm-catalogue.js'
export type { Alarm, AlarmId } from './management/alarm-catalogue.js'
