import { cannot } from '../middle/cannot.ts'
import { asArray, asObject, asText, type Json, said } from '../middle/json.ts'
import { sealOf } from '../middle/seal.ts'
import { sourceOfUrl } from '../middle/source.ts'
import type { Cache, ContentPart, Part, ThinkingPart, Turn } from '../middle/talk.ts'
import { nameIn } from './namespaces.ts'

const cacheOf = (part: Json): Cache | undefined =>
  part.prompt_cache_breakpoint ? { long: asObject(part.prompt_cache_breakpoint).ttl === '12h' } : undefined

function readImage(part: Json, at: string): ContentPart {
  const url = said(part.image_url)
  const id = said(part.file_id)
  const detail = part.detail === 'auto' ? undefined : said(part.detail)
  const more = { detail, cache: cacheOf(part) }
  if (url) return { kind: 'image', at, source: sourceOfUrl(url, at), ...more }
  return id ? { kind: 'image', at, source: { kind: 'id', id }, ...more } : cannot(at, 'an image needs image_url')
}

function readFile(part: Json, at: string): ContentPart {
  const more = { name: said(part.filename), cache: cacheOf(part) }
  const url = said(part.file_url)
  const data = said(part.file_data)
  const id = said(part.file_id)
  if (data?.startsWith('data:')) return { kind: 'file', at, source: sourceOfUrl(data, at), ...more }
  if (data) return { kind: 'file', at, source: { kind: 'base64', mediaType: 'application/pdf', data }, ...more }
  if (url) return { kind: 'file', at, source: { kind: 'url', url }, ...more }
  return id
    ? { kind: 'file', at, source: { kind: 'id', id }, ...more }
    : cannot(at, 'a file needs file_data or file_url')
}

function readContentPart(part: Json, at: string): ContentPart {
  switch (part.type) {
    case 'input_text':
    case 'output_text':
    case 'text':
      return { kind: 'text', at, text: asText(part.text), cache: cacheOf(part) }
    case 'input_image':
      return readImage(part, at)
    case 'input_file':
      return readFile(part, at)
    case 'input_audio': {
      const { data, format } = asObject(part.input_audio)
      return { kind: 'audio', at, mediaType: `audio/${asText(format)}`, data: asText(data) }
    }
    default:
      return cannot(at, `parts of type ${JSON.stringify(part.type)} can't be translated`)
  }
}

function readContent(content: unknown, at: string): ContentPart[] {
  if (typeof content === 'string') return content === '' ? [] : [{ kind: 'text', at, text: content }]
  return asArray(content).map((part, i) => readContentPart(asObject(part), `${at}[${i}]`))
}

function readSpoken(content: unknown, at: string): Part[] {
  if (typeof content === 'string') return readContent(content, at)
  return asArray(content).map((value, i) => {
    const part = asObject(value)
    if (part.type === 'refusal') return { kind: 'refusal', text: asText(part.refusal) }
    return readContentPart(part, `${at}[${i}]`)
  })
}

export function readReasoning(item: Json): ThinkingPart {
  const sealed = said(item.encrypted_content)
  const shown = asArray(item.content).length > 0 ? item.content : item.summary
  return {
    kind: 'thinking',
    text: asArray(shown)
      .map((part) => asText(asObject(part).text))
      .join('\n\n'),
    seal: sealed ? sealOf('responses', sealed, { id: asText(item.id) }) : undefined,
  }
}

function readMessage(item: Json, at: string): Turn {
  const field = `${at}.content`
  switch (item.role) {
    case 'user':
      return { role: 'user', parts: readContent(item.content, field) }
    case 'system':
    case 'developer':
      return { role: 'system', parts: readContent(item.content, field) }
    case 'assistant':
      return { role: 'assistant', parts: readSpoken(item.content, field) }
    default:
      return cannot(`${at}.role`, `messages of role ${JSON.stringify(item.role)} can't be translated`)
  }
}

/** One item of the input, as a turn of its own. */
export function readItem(item: Json, at: string): Turn {
  const id = asText(item.call_id)
  switch (item.type) {
    case undefined:
    case 'message':
      return readMessage(item, at)
    case 'reasoning':
      return { role: 'assistant', parts: [readReasoning(item)] }
    case 'function_call':
      return {
        role: 'assistant',
        parts: [{ kind: 'call', at, id, name: nameIn(item), input: asText(item.arguments) || '{}' }],
      }
    case 'custom_tool_call':
      return {
        role: 'assistant',
        parts: [{ kind: 'call', at, id, name: nameIn(item), input: JSON.stringify({ input: asText(item.input) }) }],
      }
    case 'function_call_output':
    case 'custom_tool_call_output':
      return { role: 'user', parts: [{ kind: 'result', at, id, parts: readContent(item.output, `${at}.output`) }] }
    default:
      return cannot(`${at}.type`, `items of type ${JSON.stringify(item.type)} can't be translated`)
  }
}
