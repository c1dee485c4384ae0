import type { Contender } from './contender.ts'

window.contender = { start() {}, finish() {} } satisfies Contender
