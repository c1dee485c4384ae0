import { callIdFor } from '../middle/call-id.ts'
import { cannot } from '../middle/cannot.ts'
import { type Json, parseExact } from '../middle/json.ts'
import { sealedFor } from '../middle/seal.ts'
import type { AnswerPart, Cache, CallPart, FilePart, ImagePart, Part, ThinkingPart } from '../middle/talk.ts'

const idOf = (id: string): string => callIdFor(id, /^[\w-]+$/, 128)

export const cacheControl = (cache: Cache | undefined): Json =>
  cache ? { cache_control: cache.long ? { type: 'ephemeral', ttl: '1h' } : { type: 'ephemeral' } } : {}

const IMAGES: readonly string[] = ['image/jpeg', 'image/png', 'image/gif', 'image/webp']

function writeImage({ source, at, cache }: ImagePart): Json {
  if (source.kind === 'id') return cannot(at, "a file of another provider can't be looked at")
  if (source.kind === 'url') return { type: 'image', source: { type: 'url', url: source.url }, ...cacheControl(cache) }
  if (!IMAGES.includes(source.mediaType)) cannot(at, 'images are JPEG, PNG, GIF or WebP')
  return {
    type: 'image',
    source: { type: 'base64', media_type: source.mediaType, data: source.data },
    ...cacheControl(cache),
  }
}

function writeFile({ source, at, name, cache }: FilePart): Json {
  const more = { ...(name ? { title: name } : {}), ...cacheControl(cache) }
  if (source.kind === 'id') return cannot(at, "a file of another provider can't be read")
  if (source.kind === 'url') return { type: 'document', source: { type: 'url', url: source.url }, ...more }
  if (source.mediaType === 'application/pdf')
    return { type: 'document', source: { type: 'base64', media_type: source.mediaType, data: source.data }, ...more }
  if (IMAGES.includes(source.mediaType)) return writeImage({ kind: 'image', source, at, cache })
  if (!source.mediaType.startsWith('text/')) return cannot(at, 'files are PDF or text')
  const data = Buffer.from(source.data, 'base64').toString()
  return { type: 'document', source: { type: 'text', media_type: 'text/plain', data }, ...more }
}

/** The input of a call as a value; what is no object has been cut off or made up. */
export function inputOf({ input, at }: CallPart): unknown {
  try {
    return parseExact(input)
  } catch {
    return cannot(at, 'arguments have to be JSON')
  }
}

/** Thoughts for a client: every seal in the signature. */
export function thinkingFor(part: ThinkingPart): Json {
  if (part.seal?.by === 'anthropic' && part.seal.redacted) return { type: 'redacted_thinking', data: part.seal.value }
  return {
    type: 'thinking',
    thinking: part.text,
    signature: part.seal ? sealedFor('anthropic', part.seal) : '',
  }
}

export function callFor(part: CallPart): Json {
  return { type: 'tool_use', id: idOf(part.id), name: part.name, input: inputOf(part) }
}

/** What an assistant said, for a client. */
export function writeSpoken(part: AnswerPart): Json {
  switch (part.kind) {
    case 'thinking':
      return thinkingFor(part)
    case 'call':
      return { ...callFor(part), caller: { type: 'direct' } }
    case 'text':
    case 'refusal':
      return { type: 'text', text: part.text, citations: null }
  }
}

/** Empty texts are refused; thoughts of others can't be read. */
export function writeBlock(part: Part): Json[] {
  switch (part.kind) {
    case 'text':
    case 'refusal':
      return part.text.trim() === '' ? [] : [{ type: 'text', text: part.text, ...cacheControl(part.cache) }]
    case 'image':
      return [writeImage(part)]
    case 'file':
      return [writeFile(part)]
    case 'audio':
      return cannot(part.at, 'this provider hears no audio')
    case 'thinking':
      return part.seal?.by === 'anthropic' ? [thinkingFor(part)] : []
    case 'call':
      return [{ ...callFor(part), ...cacheControl(part.cache) }]
    case 'result':
      return [
        {
          type: 'tool_result',
          tool_use_id: idOf(part.id),
          content: part.parts.flatMap(writeBlock),
          ...(part.failed ? { is_error: true } : {}),
          ...cacheControl(part.cache),
        },
      ]
  }
}
