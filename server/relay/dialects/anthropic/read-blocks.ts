import { cannot } from '../middle/cannot.ts'
import { asArray, asObject, asText, type Json, said } from '../middle/json.ts'
import { sealOf } from '../middle/seal.ts'
import type { Cache, ContentPart, Part, ResultPart, Source, ThinkingPart } from '../middle/talk.ts'

export function cacheOf(block: Json): Cache | undefined {
  return block.cache_control ? { long: asObject(block.cache_control).ttl === '1h' } : undefined
}

function sourceOf(value: unknown, at: string): Source {
  const source = asObject(value)
  switch (source.type) {
    case 'base64':
      return { kind: 'base64', mediaType: asText(source.media_type), data: asText(source.data) }
    case 'url':
      return { kind: 'url', url: asText(source.url) }
    case 'file':
      return { kind: 'id', id: asText(source.file_id) }
    default:
      return cannot(at, `sources of type ${JSON.stringify(source.type)} can't be translated`)
  }
}

/** A document of text is text, under its title. */
function readDocument(block: Json, at: string): ContentPart[] {
  const source = asObject(block.source)
  const title = said(block.title)
  const cache = cacheOf(block)
  if (source.type === 'text') {
    const text = asText(source.data)
    return [{ kind: 'text', at, text: title ? `${title}\n\n${text}` : text, cache }]
  }
  if (source.type === 'content') return readContent(source.content, `${at}.source.content`)
  return [{ kind: 'file', at, source: sourceOf(source, at), name: title, cache }]
}

function readContentBlock(block: Json, at: string): ContentPart[] {
  switch (block.type) {
    case 'text':
      return [{ kind: 'text', at, text: asText(block.text), cache: cacheOf(block) }]
    case 'image':
      return [{ kind: 'image', at, source: sourceOf(block.source, at), cache: cacheOf(block) }]
    case 'document':
      return readDocument(block, at)
    default:
      return cannot(at, `blocks of type ${JSON.stringify(block.type)} can't be translated`)
  }
}

export function readContent(content: unknown, at: string): ContentPart[] {
  if (typeof content === 'string') return content === '' ? [] : [{ kind: 'text', at, text: content }]
  return asArray(content).flatMap((block, i) => readContentBlock(asObject(block), `${at}[${i}]`))
}

export function readThinking(block: Json): ThinkingPart {
  if (block.type === 'redacted_thinking')
    return { kind: 'thinking', text: '', seal: sealOf('anthropic', asText(block.data), { redacted: true }) }
  const signature = said(block.signature)
  return {
    kind: 'thinking',
    text: asText(block.thinking),
    seal: signature ? sealOf('anthropic', signature) : undefined,
  }
}

function readResult(block: Json, at: string): ResultPart {
  return {
    kind: 'result',
    at,
    id: asText(block.tool_use_id),
    parts: readContent(block.content, `${at}.content`),
    failed: block.is_error === true,
    cache: cacheOf(block),
  }
}

function readBlock(block: Json, at: string): Part[] {
  switch (block.type) {
    case 'thinking':
    case 'redacted_thinking':
      return [readThinking(block)]
    case 'tool_use':
      return [
        {
          kind: 'call',
          at,
          id: asText(block.id),
          name: asText(block.name),
          input: JSON.stringify(block.input ?? {}),
          cache: cacheOf(block),
        },
      ]
    case 'tool_result':
      return [readResult(block, at)]
    default:
      return readContentBlock(block, at)
  }
}

export function readBlocks(content: unknown, at: string): Part[] {
  if (typeof content === 'string') return readContent(content, at)
  return asArray(content).flatMap((block, i) => readBlock(asObject(block), `${at}[${i}]`))
}
