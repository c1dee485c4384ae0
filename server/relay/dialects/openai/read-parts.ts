import { cannot } from '../middle/cannot.ts'
import { asArray, asObject, asText, type Json, said } from '../middle/json.ts'
import { sourceOfUrl } from '../middle/source.ts'
import type { Cache, ContentPart, Part } from '../middle/talk.ts'

/** Anthropic's mark is what clients of gateways send; the other is OpenAI's own. */
function cacheOf(part: Json): Cache | undefined {
  if (part.cache_control) return { long: asObject(part.cache_control).ttl === '1h' }
  if (part.prompt_cache_breakpoint) return { long: asObject(part.prompt_cache_breakpoint).ttl === '12h' }
  return undefined
}

function filePart(part: Json, at: string): ContentPart {
  const file = asObject(part.file)
  const name = said(file.filename)
  const data = said(file.file_data)
  const id = said(file.file_id)
  if (data?.startsWith('data:')) return { kind: 'file', at, source: sourceOfUrl(data, at), name }
  if (data) return { kind: 'file', at, source: { kind: 'base64', mediaType: 'application/pdf', data }, name }
  if (id) return { kind: 'file', at, source: { kind: 'id', id }, name }
  return cannot(at, 'a file needs file_data')
}

export function readPart(value: unknown, at: string): ContentPart {
  const part = asObject(value)
  const cache = cacheOf(part)
  switch (part.type) {
    case 'text':
      return { kind: 'text', at, text: asText(part.text), cache }
    case 'image_url': {
      const image = asObject(part.image_url)
      return { kind: 'image', at, source: sourceOfUrl(asText(image.url), at), detail: said(image.detail), cache }
    }
    case 'file':
      return { ...filePart(part, at), cache }
    case 'input_audio': {
      const audio = asObject(part.input_audio)
      return { kind: 'audio', at, mediaType: `audio/${asText(audio.format)}`, data: asText(audio.data), cache }
    }
    default:
      return cannot(at, `parts of type ${JSON.stringify(part.type)} can't be translated`)
  }
}

export function readContent(content: unknown, at: string): ContentPart[] {
  if (typeof content === 'string') return content === '' ? [] : [{ kind: 'text', at, text: content }]
  return asArray(content).map((part, i) => readPart(part, `${at}[${i}]`))
}

/** What an assistant said: refusals stand among the texts. */
export function readSpoken(content: unknown, at: string): Part[] {
  if (typeof content === 'string') return readContent(content, at)
  return asArray(content).map((part, i) => {
    const { type, refusal } = asObject(part)
    return type === 'refusal' ? { kind: 'refusal', text: asText(refusal) } : readPart(part, `${at}[${i}]`)
  })
}
