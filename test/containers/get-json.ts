import { get } from 'node:https'
import { json } from 'node:stream/consumers'

/** What an HTTPS address answers to a client that trusts one authority only. @param ca PEM */
export function getJson(url: string, ca: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    get(url, { ca, agent: false }, (answer) => void json(answer).then(resolve, reject)).on('error', reject)
  })
}
