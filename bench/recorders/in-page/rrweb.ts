import { record } from '@rrweb/record'
import type { Contender } from './contender.ts'

const gzip = new CompressionStream('gzip')
const packed = new Response(gzip.readable).blob()
const writer = gzip.writable.getWriter()
const encoder = new TextEncoder()
let address = ''
let stop: (() => void) | undefined

/** With its defaults. Every event goes into one gzip stream at once, which is the best that plain rrweb can send. */
window.contender = {
  start(sink) {
    address = `${sink}/rrweb`
    stop = record({ emit: (event) => void writer.write(encoder.encode(`${JSON.stringify(event)}\n`)) })
  },
  async finish() {
    stop?.()
    await writer.close()
    await fetch(address, { method: 'POST', body: await packed })
  },
} satisfies Contender
