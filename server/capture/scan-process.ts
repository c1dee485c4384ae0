import { ProblemError } from '../platform/errors.ts'
import { prepareChunk } from './prepare-chunk.ts'
import { redactValue } from './redact-value.ts'
import type { Answer, Task } from './scanner.ts'

const carryOut = (task: Task): unknown =>
  'body' in task ? prepareChunk(task.body, task.mode) : redactValue(task.value, task.mode)

function answer(task: Task): Answer {
  try {
    return { result: carryOut(task) }
  } catch (error) {
    if (error instanceof RangeError) return { refused: { code: 'too-large', message: 'It nests too deeply.' } }
    if (!(error instanceof ProblemError)) return { failed: String((error as Error).stack) }
    return { refused: { code: error.code, message: error.message, hint: error.hint } }
  }
}

process.on('message', (task: Task) => process.send?.(answer(task)))
process.send?.('ready')
