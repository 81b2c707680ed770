export {
  knows,
  parameterNamed,
  parametersOf,
  THROTTLING_PARAMETERS,
  type ParameterUnit,
  type ThrottlingParameter,
} from './parameters.js'
export {
  throttlingCollections,
  type ThrottlingAssociation,
  type ThrottlingLimit,
  type ThrottlingPolicy,
  type ThrottlingScope,
  type ThrottlingSettings,
} from './policy.js'
export type { SettingChanges } from './setting-changes.js'
export {
  createThrottlingAdministration,
  defaultPolicyWrites,
  type EffectiveSettings,
  type NewThrottlingPolicy,
  type ThrottlingAdministration,
  type ThrottlingAdministrationOptions,
  type ThrottlingPolicyChange,
} from './throttling-administration.js'
export { createBudgets } from './create-budgets.js'
export type { Budgets } from './budgets.js'
export { throttlingSteps } from './steps.js'
export {
  THROTTLING_MODELS,
  type Party,
  type ThrottlingModel,
  type ThrottlingSwitches,
} from './throttling-model.js'
export {
  createSubscriptionQuota,
  type SubscriptionHolder,
  type SubscriptionQuota,
} from './subscription-quota.js'
export { reportBudgets, type BudgetReport, type ReportOptions, type Usage } from './budget-report.js'
