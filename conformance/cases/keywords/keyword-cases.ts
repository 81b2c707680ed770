import type { Case } from '../case.js'
import { keywordCase } from './keyword-case.js'
import { DECOYS, PERSONAL_ROOM_SAMPLES, SPACE_SAMPLES } from './samples.js'

/** The keyword table, positive and negative. */
export const KEYWORD_CASES: readonly Case[] = [
  keywordCase(
    { id: 'keyword/spelling', title: 'The keyword is found however it is written', feature: 'personal-room' },
    PERSONAL_ROOM_SAMPLES,
  ),
  keywordCase(
    { id: 'keyword/space', title: 'Each keyword does its own', level: 2, feature: 'space' },
    SPACE_SAMPLES,
  ),
  keywordCase({ id: 'keyword/none', title: 'Meetings without a keyword are left alone' }, DECOYS),
]
