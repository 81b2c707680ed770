export { startNode } from './node/start-node.js'
export type { RunningNode, StartNodeOptions } from './node/start-node.js'
export type { Step, StepFacts, StepName } from './node/steps.js'

export { parseSubject } from './config/subject.js'
export type { Subject } from './config/subject.js'

export { parseSyncSettings } from './directory/settings.js'
export type { SyncSettings } from './directory/settings.js'
export { openSynchronizer } from './directory/open-synchronizer.js'
export type { OpenSynchronizer } from './directory/open-synchronizer.js'
export { serveStatus } from './directory/status-server.js'
export { renderReport } from './directory/report.js'
export type { SyncReport } from './directory/report.js'
export type { SyncEvent } from './directory/event-log.js'

export { createRealClock } from './time-and-chance/real-clock.js'

export { ConnectorError, describeError } from './error.js'
export type { ConnectorErrorCode } from './error.js'

export { decide } from './calendar/decide/decide.js'
export type { Decision, DecisionContext } from './calendar/decide/decide.js'
export { ALARMS } from './management/alarm-catalogue.js'
export type { Alarm, AlarmId } from './management/alarm-catalogue.js'
