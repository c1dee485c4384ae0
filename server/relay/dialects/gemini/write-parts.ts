import { cannot } from '../middle/cannot.ts'
import { isObject, type Json, parseExact } from '../middle/json.ts'
import { type Seal, sealedFor } from '../middle/seal.ts'
import { typeOfUrl } from '../middle/source.ts'
import type { CallPart, Part, ResultPart, Source } from '../middle/talk.ts'
import { UNSIGNED } from '../middle/unsealed.ts'

function writeSource(source: Source, otherwise: string, at: string | undefined): Json {
  switch (source.kind) {
    case 'base64':
      return { inlineData: { mimeType: source.mediaType, data: source.data } }
    case 'url':
      return { fileData: { mimeType: source.mediaType ?? typeOfUrl(source.url, otherwise), fileUri: source.url } }
    case 'id':
      return cannot(at, "a file of another provider can't be read")
  }
}

function argsOf({ input, at }: CallPart): unknown {
  try {
    const args = parseExact(input)
    if (isObject(args)) return args
  } catch {
    // Told below.
  }
  return cannot(at, 'arguments have to be a JSON object')
}

export const callFor = (part: CallPart, signature: string | undefined): Json => ({
  functionCall: { id: part.id, name: part.name, args: argsOf(part) },
  ...(signature ? { thoughtSignature: signature } : {}),
})

/** What a tool gave as text goes in whole; images and the like stand beside it. */
function writeResult(part: ResultPart, name: string | undefined): Json[] {
  if (name === undefined) return cannot(part.at, 'a result needs the call that it is of')
  const text = part.parts.flatMap((inner) => (inner.kind === 'text' ? [inner.text] : [])).join('\n')
  return [
    { functionResponse: { id: part.id, name, response: part.failed ? { error: text } : { output: text } } },
    ...part.parts.flatMap((inner) => (inner.kind === 'text' ? [] : writePart(inner))),
  ]
}

function writePart(part: Part): Json[] {
  switch (part.kind) {
    case 'text':
    case 'refusal':
      return part.text === '' ? [] : [{ text: part.text }]
    case 'image':
      return [writeSource(part.source, 'image/jpeg', part.at)]
    case 'file':
      return [writeSource(part.source, 'application/pdf', part.at)]
    case 'audio':
      return [{ inlineData: { mimeType: part.mediaType, data: part.data } }]
    case 'thinking':
    case 'call':
    case 'result':
      return []
  }
}

/** Signatures of texts stand on the text before; where there is none, on an empty one. */
function signText(parts: Json[], seal: Seal): void {
  const last = parts.at(-1)
  if (last && typeof last.text === 'string' && !last.thought)
    parts.splice(-1, 1, { ...last, thoughtSignature: seal.value })
  else parts.push({ text: '', thoughtSignature: seal.value })
}

/** An assistant's turn, for Gemini itself: its own signatures only. `signed`: models that refuse calls without one. */
export function writeModelParts(parts: readonly Part[], signed: boolean): Json[] {
  const written: Json[] = []
  let seal: Seal | undefined
  let calls = 0
  for (const part of parts) {
    if (part.kind === 'call') {
      const missing = signed && calls++ === 0 ? UNSIGNED : undefined
      written.push(callFor(part, seal?.value ?? missing))
      seal = undefined
    } else if (part.kind !== 'thinking') written.push(...writePart(part))
    else if (part.seal?.by === 'gemini') {
      if (part.seal.on === 'call') seal = part.seal
      else if (part.seal.on === 'text') signText(written, part.seal)
      else written.push({ text: part.text, thought: true, thoughtSignature: part.seal.value })
    }
  }
  return written
}

/** Results come first, and in the order of their calls. */
export function writeUserParts(parts: readonly Part[], names: ReadonlyMap<string, string>): Json[] {
  const results = parts.filter((part) => part.kind === 'result')
  return [...results.flatMap((part) => writeResult(part, part.name ?? names.get(part.id))), ...parts.flatMap(writePart)]
}

/** Thoughts for a client, with whatever seal in the signature. */
export const thoughtFor = (text: string, seal: Seal | undefined): Json => ({
  text,
  thought: true,
  ...(seal ? { thoughtSignature: sealedFor('gemini', seal) } : {}),
})
