import type { Sample } from './sample.js'

/** Locations that bring the organizer's personal room. @source hybrid-calendar.md 6 */
export const PERSONAL_ROOM_SAMPLES: readonly Sample[] = (
  [
    ['HC-072/webex', 'Capitals', '@WebEX'],
    ['HC-072/shouted', 'Shouted', '@WEBEX'],
    ['HC-073/around', 'Surrounded', 'Bldg 12 (@webex), floor 3'],
    ['HC-073/before', 'Followed', '@webex, HQ-3'],
    ['HC-073/after', 'Preceded', 'Room 5; @webex'],
    ['HC-073/address', 'Beside an address', 'john@webex.com; @webex'],
    ['HC-076/webex-myroom', 'Room by its name', '@webex:myroom'],
    ['HC-076/meet-myroom', 'Room after all', '@meet:myroom'],
    ['HC-082/unknown', 'Unknown modifier', '@webex:foo'],
  ] as const
).map(([check, subject, location]) => ({ check, subject, location, becomes: 'personal room' }))

/** Locations that bring a space, or both; both is the era of 2017 and 2019. @source hybrid-calendar.md 0.3 and 6 */
export const SPACE_SAMPLES: readonly Sample[] = (
  [
    ['HC-075/webex', 'Plain room', '@webex', 'personal room'],
    ['HC-075/meet', 'Plain space', '@meet', 'space'],
    ['HC-080/space', 'Spark retrospective', '@spark', 'space'],
    ['HC-072/meet', 'Capital space', '@Meet', 'space'],
    ['HC-072/spark', 'Capital spark', '@SPARK', 'space'],
    ['HC-073/meet', 'Space in a building', 'Bldg 12 (@meet)', 'space'],
    ['HC-073/spark', 'Spark in a room', 'Room 5; @spark', 'space'],
    ['HC-076/webex-space', 'Space by its name', '@webex:space', 'space'],
    ['HC-076/meet-space', 'Space said twice', '@meet:space', 'space'],
    ['HC-079/webex-spark', 'Both of old', '@webex @spark', 'personal room and space'],
    ['HC-079/meet-webex', 'Both of late', '@meet, @webex', 'personal room and space'],
  ] as const
).map(([check, subject, location, becomes]) => ({ check, subject, location, becomes }))

/** What looks like a keyword and is none. @source hybrid-calendar.md 6 */
export const DECOYS: readonly Sample[] = (
  [
    ['HC-070/subject', '@webex in the subject', 'Room 6'],
    ['HC-070/body', 'Body decoy', 'Room 6', 'Join by @webex'],
    ['HC-071/bare', 'Bare decoy', 'webex meet spark'],
    ['HC-074/address', 'Address decoy', 'john@webex.com'],
    ['HC-074/site', 'Site decoy', 'name@site.webex.com'],
    ['HC-074/word', 'Word decoy', '@webexy'],
    ['HC-074/meeting', 'Meeting decoy', '@meeting room'],
    ['HC-074/before', 'Name decoy', 'carol@meet'],
  ] as const
).map(([check, subject, location, body = '']) => ({ check, subject, location, body, becomes: 'nothing' }))
