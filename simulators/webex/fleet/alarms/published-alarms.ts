/**
 * The alarms that Cisco has published for the management connector and the calendar connector, and the range of the call
 * connector. A heartbeat may raise these and no others. @source hybrid-calendar.md 18.3 (EXPW)
 */
const PUBLISHED: readonly (readonly [first: number, last: number])[] = [
  [60050, 60074],
  [60100, 60104],
  [60110, 60113],
  [60120, 60121],
  [60130, 60132],
  [60140, 60140],
  [60142, 60142],
  [60150, 60156],
  [60160, 60164],
  [60170, 60171],
  [60190, 60190],
  [60300, 60399],
]

export function isPublishedAlarm(number: string): boolean {
  const value = Number(number)
  return PUBLISHED.some(([first, last]) => value >= first && value <= last)
}
