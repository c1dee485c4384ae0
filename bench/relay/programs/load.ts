import { connect } from 'node:net'
import { MessageEnd } from '../message-end.ts'
import { firstWord } from '../messages.ts'

export type Work = {
  readonly port: number
  readonly path: string
  readonly headers: readonly string[]
  /** Base 64. */
  readonly body: string
  readonly connections: number
  readonly seconds?: number
  readonly requests?: number
}

export type Done = {
  readonly requests: number
  readonly errors: number
  readonly seconds: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  readonly firstP50: number
  /** What was answered instead, once. */
  readonly wrong: string | undefined
}

const mark = Buffer.from(firstWord)

function quantile(sorted: Float64Array, q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}

/** So many connections that each ask again as soon as they are answered. */
function drive({ port, path, headers, body, connections, seconds, requests: most = Infinity }: Work): Promise<Done> {
  const content = Buffer.from(body, 'base64')
  const head = [`POST ${path} HTTP/1.1`, 'host: 127.0.0.1', ...headers, `content-length: ${content.length}`]
  const asking = Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), content])
  const took: number[] = []
  const first: number[] = []
  let begun = 0
  let errors = 0
  let wrong: string | undefined
  const started = performance.now()
  const until = seconds === undefined ? Infinity : started + seconds * 1_000
  const one = () =>
    new Promise<void>((resolve) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true })
      const message = new MessageEnd()
      let at = 0
      let hasFirst = false
      const ask = () => {
        if (performance.now() >= until || begun >= most) return void socket.end(() => resolve())
        begun++
        message.reset()
        hasFirst = false
        at = performance.now()
        socket.write(asking)
      }
      const failed = (what: string) => {
        errors++
        wrong ??= what
        socket.destroy()
        resolve()
      }
      socket.on('connect', ask)
      socket.on('error', (error) => failed(error.message))
      socket.on('close', () => resolve())
      socket.on('data', (bytes) => {
        if (!hasFirst && bytes.includes(mark)) {
          hasFirst = true
          first.push(performance.now() - at)
        }
        if (!message.push(bytes)) return
        if (!message.head.startsWith('http/1.1 200')) return failed(bytes.toString('latin1').slice(0, 600))
        took.push(performance.now() - at)
        ask()
      })
    })
  return Promise.all(Array.from({ length: connections }, one)).then(() => {
    const sorted = Float64Array.from(took).sort()
    const firsts = Float64Array.from(first).sort()
    return {
      requests: took.length,
      errors,
      seconds: (performance.now() - started) / 1_000,
      p50: quantile(sorted, 0.5),
      p99: quantile(sorted, 0.99),
      firstP50: quantile(firsts, 0.5),
      wrong,
    }
  })
}

process.on('message', async (work: Work) => process.send?.(await drive(work)))
process.send?.({})
process.on('disconnect', () => process.exit())
