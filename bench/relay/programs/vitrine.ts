import { planeOn, target } from '../../../server/relay/plane/testing/plane-on.ts'

const [port] = process.argv.slice(2)
const plane = await planeOn(new Map([['bench', [target(`http://127.0.0.1:${port}`, 'openai')]]]))
// What tests look at would only grow here.
for (const list of [plane.records, plane.charges, plane.outcomes]) list.push = () => 0
process.send?.({ port: new URL(plane.url).port, key: 'vk-good' })
process.on('message', () => {
  globalThis.gc?.()
  process.send?.(process.memoryUsage().heapUsed)
})
process.on('disconnect', () => process.exit())
process.on('SIGTERM', () => process.exit())
