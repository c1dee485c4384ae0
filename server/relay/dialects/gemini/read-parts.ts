import { cannot } from '../middle/cannot.ts'
import { asArray, asObject, asText, type Json, said } from '../middle/json.ts'
import { type Seal, sealOf } from '../middle/seal.ts'
import { typeOfUrl } from '../middle/source.ts'
import type { ContentPart, Part, Source, ThinkingPart } from '../middle/talk.ts'
import { get } from './names.ts'

function contentOf(source: Source, mediaType: string, at: string, name: string | undefined): ContentPart {
  if (mediaType.startsWith('image/')) return { kind: 'image', at, source }
  if (mediaType.startsWith('audio/') && source.kind === 'base64')
    return { kind: 'audio', at, mediaType, data: source.data }
  if (mediaType === 'application/pdf' || mediaType.startsWith('text/')) return { kind: 'file', at, source, name }
  return cannot(at, `data of type ${JSON.stringify(mediaType)} can't be translated`)
}

function readInline(data: Json, at: string): ContentPart {
  const mediaType = asText(get(data, 'mimeType'))
  return contentOf(
    { kind: 'base64', mediaType, data: asText(data.data) },
    mediaType,
    at,
    said(get(data, 'displayName')),
  )
}

function readFileData(data: Json, at: string): ContentPart {
  const url = asText(get(data, 'fileUri'))
  const mediaType = said(get(data, 'mimeType')) ?? typeOfUrl(url, '')
  if (!/^https?:/.test(url) || url.includes('generativelanguage.googleapis.com'))
    cannot(at, "a file of another provider can't be read")
  return contentOf({ kind: 'url', url, mediaType }, mediaType, at, said(get(data, 'displayName')))
}

/** The signature that a part carries; where it belongs is told by the part. */
export function sealOn(part: Json, on?: 'call' | 'text'): Seal | undefined {
  const signature = said(get(part, 'thoughtSignature'))
  return signature ? sealOf('gemini', signature, on ? { on } : {}) : undefined
}

const thought = (seal: Seal | undefined): ThinkingPart[] => (seal ? [{ kind: 'thinking', text: '', seal }] : [])

/** Numbers calls that have no id, so that results find theirs: the same each time the conversation is sent. */
export class CallIds {
  #count = 0
  readonly #waiting: { readonly id: string; readonly name: string }[] = []

  call(call: Json): string {
    const name = asText(call.name)
    const id = said(call.id) ?? `call_${this.#count}_${name}`
    this.#count++
    this.#waiting.push({ id, name })
    return id
  }

  result(result: Json): string {
    const id = said(result.id)
    const at = this.#waiting.findIndex((call) => (id ? call.id === id : call.name === result.name))
    const found = at < 0 ? undefined : this.#waiting.splice(at, 1)[0]
    return id ?? found?.id ?? `call_${asText(result.name)}`
  }
}

/** `output` and `error` are what Gemini asks for; anything else is the result itself. */
function readResult(result: Json, ids: CallIds, at: string): Part {
  const response = asObject(result.response)
  const keys = Object.keys(response)
  const key = keys.length === 1 && (keys[0] === 'output' || keys[0] === 'error') ? keys[0] : undefined
  const value = key ? response[key] : response
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const more = asArray(result.parts).map((part, i) =>
    readInline(asObject(get(asObject(part), 'inlineData')), `${at}.parts[${i}]`),
  )
  return {
    kind: 'result',
    at,
    id: ids.result(result),
    name: asText(result.name),
    parts: [{ kind: 'text', text }, ...more],
    failed: key === 'error',
  }
}

export function readPart(part: Json, ids: CallIds, at: string): Part[] {
  const inline = get(part, 'inlineData')
  const file = get(part, 'fileData')
  const call = get(part, 'functionCall')
  const result = get(part, 'functionResponse')
  if (inline) return [readInline(asObject(inline), at)]
  if (file) return [readFileData(asObject(file), at)]
  if (result) return [readResult(asObject(result), ids, at)]
  if (call) {
    const { name, args } = asObject(call)
    const input = JSON.stringify(args ?? {})
    const seal = sealOn(part, 'call')
    return [...thought(seal), { kind: 'call', at, id: ids.call(asObject(call)), name: asText(name), input }]
  }
  if (part.thought === true) return [{ kind: 'thinking', text: asText(part.text), seal: sealOn(part) }]
  if (typeof part.text !== 'string') return cannot(at, "this part can't be translated")
  const seal = thought(sealOn(part, 'text'))
  return part.text === '' ? seal : [{ kind: 'text', at, text: part.text }, ...seal]
}
