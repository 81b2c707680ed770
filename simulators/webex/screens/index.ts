export { createRoomDevice, type RoomDevice } from './room-device.js'
export { createScreen, type Screen } from './screen.js'
export type { ListedMeeting } from './meetings-list.js'
export type { PersonCard } from './person-card.js'
