import { cannot } from '../middle/cannot.ts'
import { defined, type Json } from '../middle/json.ts'
import { strictable } from '../middle/schema.ts'
import type { Tool } from '../middle/talk.ts'

/** Tools are strict here unless it is said that they are not. */
export function writeTool(tool: Tool): Json {
  if (!/^[\w-]{1,64}$/.test(tool.name)) cannot(`${tool.at}.name`, 'names are 1–64 letters, digits, _ and -')
  return defined({
    type: 'function',
    name: tool.name,
    description: tool.description,
    parameters: tool.schema ?? { type: 'object', properties: {} },
    strict: Boolean(tool.strict) && strictable(tool.schema),
  })
}
