import type { HttpService } from '../network/index.js'

/** Answers for paths under which this Exchange offers nothing. */
export const notFound: HttpService = {
  name: 'not-found',
  handle({ request, response }) {
    request.resume()
    response.writeHead(404, { 'Content-Length': 0 }).end()
  },
}
