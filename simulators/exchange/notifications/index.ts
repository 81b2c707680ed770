export type { EventSource, FolderLookup, WatchedFolder } from './event-source.js'
export type { NotificationContext } from './notification-context.js'
export { notificationOperations } from './notification-operations.js'
export { Subscriptions, type SubscriptionsOptions } from './subscriptions.js'
