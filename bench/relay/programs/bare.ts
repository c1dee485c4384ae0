import { createServer } from 'node:http'
import { Pool } from 'undici'

const [port] = process.argv.slice(2)
const pool = new Pool(`http://127.0.0.1:${port}`, { connections: 512, pipelining: 1 })

/** The least that Node can do: a server, a pool of connections, bytes in both directions. */
const server = createServer((request, response) => {
  const { url = '/', headers } = request
  const { connection: _, 'transfer-encoding': __, ...passed } = headers
  pool.dispatch(
    { method: 'POST', path: url, headers: passed, body: request },
    {
      onRequestStart: () => undefined,
      onResponseStart(_controller, status, given) {
        const { connection: _c, 'transfer-encoding': _t, ...kept } = given
        response.writeHead(status, kept)
      },
      onResponseData(controller, chunk) {
        if (response.write(chunk)) return
        controller.pause()
        response.once('drain', () => controller.resume())
      },
      onResponseEnd: () => void response.end(),
      onResponseError: () => void response.destroy(),
    },
  )
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => process.send?.(server.address()))
process.on('disconnect', () => process.exit())
process.on('SIGTERM', () => process.exit())
