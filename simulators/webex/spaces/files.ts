import { put, type Core, type Write } from '../../core/index.js'
import { callOut, readTarget, type CallTargets } from '../../network/index.js'
import { contents } from '../records/spaces.js'
import { invalid } from '../rest/rest-fault.js'

/** @inferred The product takes 100 MB; what a message brings stays in the memory of the lab. */
const MAX_FILE_BYTES = 5 * 1024 * 1024

/** @inferred */
const ANSWER_MS = 15_000

export interface FetchedFile {
  readonly id: string
  readonly write: Write
}

/** Fetches the file that a message names. @observed howdyai/botkit, pull 1906: the text of the refusal */
export async function fetchFile(
  { clock, ids }: Core,
  { address, roomId, targets }: { address: string; roomId: string; targets: CallTargets },
): Promise<FetchedFile> {
  const url = readTarget(address, targets)
  const answer =
    url === undefined
      ? undefined
      : await callOut(clock, url, { method: 'GET', withinMs: ANSWER_MS, maxBytes: MAX_FILE_BYTES }).catch(
          () => undefined,
        )
  if (url === undefined || answer?.status !== 200) throw invalid('Unable to retrieve content.')

  const id = ids.uuid()
  return {
    id,
    write: put(contents, {
      id,
      roomId,
      fileName: fileNameIn(url),
      mediaType: answer.headers['content-type'] ?? 'application/octet-stream',
      base64: answer.bytes.toString('base64'),
    }),
  }
}

/** The last part of the path, as it is written where it is no text in UTF-8. */
function fileNameIn({ pathname }: URL): string {
  const last = pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last) || 'file'
  } catch {
    return last
  }
}
