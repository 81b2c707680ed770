// Chromium without a window, driven by its own protocol as a person would drive it: by what can be seen and clicked.
import { spawn } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { createInterface } from 'node:readline'
import { WebSocket } from 'ws'

const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--mute-audio'],
  ...['--disable-background-networking', '--disable-component-update', '--remote-debugging-port=0'],
]

/** Starts a browser that trusts the certificate of this origin, whose chain Node has checked. */
export async function openChromium(origin) {
  const profile = mkdtempSync(join(tmpdir(), 'exwex-chromium-'))
  const trusted = `--ignore-certificate-errors-spki-list=${await publicKeyDigest(origin)}`
  const program = process.env['CHROMIUM'] ?? 'chromium'
  const child = spawn(program, [...FLAGS, trusted, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const connection = await openConnection(await debuggerUrl(child))

  return {
    newPage: (options) => openPage(connection, options),
    async close() {
      await connection.send('Browser.close')
      await ended
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Fails for a certificate that the authority of the lab has not signed. */
function publicKeyDigest(origin) {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) }, () => {
      const { publicKey } = new X509Certificate(socket.getPeerCertificate().raw)
      socket.destroy()
      resolve(
        createHash('sha256')
          .update(publicKey.export({ type: 'spki', format: 'der' }))
          .digest('base64'),
      )
    })
    socket.on('error', reject)
  })
}

async function debuggerUrl(child) {
  for await (const line of createInterface({ input: child.stderr })) {
    const url = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
    if (url === undefined) continue
    child.stderr.resume()
    return url
  }
  throw new Error('Chromium ended before it could be driven.')
}

/** One connection to the browser; answers come by number, events by name and session. */
function openConnection(url) {
  const socket = new WebSocket(url)
  const waiting = new Map()
  const listeners = new Set()
  let last = 0
  socket.on('message', (data) => {
    const message = JSON.parse(data.toString())
    if (message.id === undefined) return listeners.forEach((listen) => listen(message))
    const { resolve, reject, method } = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error === undefined) resolve(message.result)
    else reject(new Error(`${method}: ${message.error.message}`))
  })
  const connection = {
    send: (method, params = {}, sessionId = undefined) =>
      new Promise((resolve, reject) => {
        waiting.set(++last, { resolve, reject, method })
        socket.send(JSON.stringify({ id: last, method, params, sessionId }))
      }),
    listen: (listener) => void listeners.add(listener),
  }
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(connection))
    socket.once('error', reject)
  })
}

/** A page in a window of this size. What goes to one of `hosts` is answered by its function, not by the network. */
async function openPage(
  connection,
  { width = 1280, height = 900, dark = false, scripts = true, hosts = {} } = {},
) {
  const { targetId } = await connection.send('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await connection.send('Target.attachToTarget', { targetId, flatten: true })
  const send = (method, params) => connection.send(method, params, sessionId)
  const problems = []
  let loaded = () => {}

  connection.listen(({ sessionId: of, method, params }) => {
    if (of !== sessionId) return
    if (method === 'Page.loadEventFired') loaded()
    if (method === 'Log.entryAdded') problems.push(`${params.entry.text} ${params.entry.url ?? ''}`)
    if (method === 'Fetch.requestPaused') void answerAs(hosts, params, send)
  })
  const scheme = { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }
  await send('Page.enable')
  await send('Log.enable')
  await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false })
  await send('Emulation.setEmulatedMedia', { features: [scheme] })
  await send('Emulation.setScriptExecutionDisabled', { value: !scripts })
  const patterns = Object.keys(hosts).map((host) => ({ urlPattern: `https://${host}/*` }))
  if (patterns.length > 0) await send('Fetch.enable', { patterns })

  const load = async (act) => {
    const done = new Promise((resolve) => (loaded = resolve))
    await act()
    await done
  }
  const evaluate = async (expression) => {
    const { result, exceptionDetails } = await send('Runtime.evaluate', { expression, returnByValue: true })
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? expression)
    return result.value
  }
  return {
    problems,
    evaluate,
    goto: (url) => load(() => send('Page.navigate', { url })),
    url: () => evaluate('location.href'),
    text: () => evaluate('document.body.innerText'),
    follow: (label) => load(() => click(send, label)),
    click: (label) => click(send, label),
    async fill(label, value) {
      const field = await find(send, fieldOf(label))
      await send('DOM.focus', { objectId: field })
      await send('Input.insertText', { text: value })
    },
    async upload(label, file) {
      await send('DOM.setFileInputFiles', { objectId: await find(send, fieldOf(label)), files: [file] })
    },
    async screenshot() {
      const { cssContentSize } = await send('Page.getLayoutMetrics')
      const clip = { x: 0, y: 0, width, height: Math.ceil(cssContentSize.height), scale: 1 }
      const { data } = await send('Page.captureScreenshot', { clip, captureBeyondViewport: true })
      return Buffer.from(data, 'base64')
    },
  }
}

async function answerAs(hosts, { requestId, request }, send) {
  const url = new URL(request.url)
  const { status = 200, location, html = '' } = await hosts[url.hostname](url)
  const responseHeaders = [
    { name: 'content-type', value: 'text/html;charset=utf-8' },
    ...(location === undefined ? [] : [{ name: 'location', value: location }]),
  ]
  const body = Buffer.from(html).toString('base64')
  await send('Fetch.fulfillRequest', { requestId, responseCode: status, responseHeaders, body })
}

const quoted = (text) => JSON.stringify(text)

/** The field that a label names. */
function fieldOf(label) {
  return `[...document.querySelectorAll('label')]
    .find((one) => one.innerText.trim().startsWith(${quoted(label)}))?.querySelector('input, select, textarea')`
}

/** Something to press: a button, a link, a box with a label, or what unfolds. */
function pressable(label) {
  return `[...document.querySelectorAll('button, a, summary, label.choice')]
    .find((one) => one.innerText.trim().startsWith(${quoted(label)}) && one.checkVisibility())`
}

async function find(send, expression) {
  const { result } = await send('Runtime.evaluate', { expression })
  if (result.objectId === undefined) throw new Error(`The page does not show ${expression}`)
  return result.objectId
}

/** Presses the mouse in the middle of it, so that what is covered or out of sight is not pressed. */
async function click(send, label) {
  const objectId = await find(send, pressable(label))
  await send('DOM.scrollIntoViewIfNeeded', { objectId })
  const { quads } = await send('DOM.getContentQuads', { objectId })
  const [left, top, , , right, bottom] = quads[0]
  const at = { x: (left + right) / 2, y: (top + bottom) / 2, button: 'left', clickCount: 1 }
  await send('Input.dispatchMouseEvent', { ...at, type: 'mousePressed' })
  await send('Input.dispatchMouseEvent', { ...at, type: 'mouseReleased' })
}
