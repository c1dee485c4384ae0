import { ProblemError } from '../platform/errors.ts'
import { checkAsset } from './assets/check-asset.ts'
import { prepareChunk } from './prepare-chunk.ts'
import { redactValue } from './redact-value.ts'
import type { Answer, Task } from './scanner.ts'

function carryOut(task: Task): unknown {
  if ('body' in task) return prepareChunk(task.body, task.mode)
  return 'file' in task ? checkAsset(task.file) : redactValue(task.value, task.mode)
}

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
