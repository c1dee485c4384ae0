import { type MaskCounts, maskError, maskStack, maskText, maskUrl, maskValue } from '@vitrine/masking'
import type { ConsoleEntry, TimelineEntry } from '@vitrine/protocol'
import type { RawBody, RawEntry, RawRequest, RawTarget } from '../capture/raw-log.ts'
import { maskBody } from './mask-body.ts'
import { measured } from './measured.ts'
import { cut, plainText } from './plain-text.ts'
import type { Zones } from './zones.ts'

export type MaskedEntry = { console: ConsoleEntry } | { timeline: TimelineEntry }
export type MaskedRequest = Extract<TimelineEntry, { kind: 'request' }>

/** What mask and entries go by. */
export type Masks = {
  zones: Zones
  counts: MaskCounts
  /** The number of an element in the recording. */
  nodeOf: (element: Element) => number | undefined
}

const most = { body: 20_000, frame: 5_000, url: 2_000 }

const timeline = (entry: TimelineEntry): MaskedEntry => ({ timeline: entry })

/** All but those that only say something about another one. */
type Timed = Exclude<RawEntry, { kind: 'request-begun' | 'answer-read' }>

type Of<Kind extends RawEntry['kind']> = Extract<RawEntry, { kind: Kind }>

function maskArg(arg: unknown, zones: Zones, counts: MaskCounts): string {
  if (!(arg instanceof Error)) return plainText(maskValue(arg, zones.policy, undefined, counts))
  const { name, message, stack } = maskError(arg, zones.policy, counts)
  return stack ?? `${name}: ${message}`
}

function maskConsole({ at, level, args, stack }: Of<'console'>, zones: Zones, counts: MaskCounts): MaskedEntry {
  const masked = args.map((arg) => cut(maskArg(arg, zones, counts), 5_000))
  const trace = stack && { stack: cut(maskStack(stack, zones.policy, counts), 10_000) }
  return { console: { at, level, args: masked, ...trace } }
}

function maskThrown({ at, source, thrown }: Of<'error'>, zones: Zones, counts: MaskCounts): MaskedEntry {
  if (!(thrown instanceof Error)) {
    const message = cut(plainText(maskValue(thrown, zones.policy, undefined, counts)), 2_000)
    return timeline({ kind: 'error', at, source, message })
  }
  const { name, message, stack } = maskError(thrown, zones.policy, counts)
  const trace = stack && { stack: cut(stack, 10_000) }
  return timeline({ kind: 'error', at, source, message: cut(`${name}: ${message}`, 2_000), ...trace })
}

const address = (url: string, { zones, counts }: Masks): string => cut(maskUrl(url, zones.policy, counts), most.url)

const bodyOf = (body: RawBody | undefined, { zones, counts }: Masks, length: number): string | undefined =>
  body && maskBody(body, zones.policy, counts, length)

/** Adds the body of an answer that was read after its request had ended. */
export const withAnswer = (request: MaskedRequest, body: RawBody, masks: Masks): MaskedRequest => ({
  ...request,
  responseBody: bodyOf(body, masks, most.body),
})

export function maskRequest(request: RawRequest, masks: Masks): MaskedRequest {
  const { requestBody, responseBody, ...entry } = request
  const bodies = {
    requestBody: bodyOf(requestBody, masks, most.body),
    responseBody: bodyOf(responseBody, masks, most.body),
  }
  return {
    ...entry,
    ...(entry.error && { error: cut(maskText(entry.error, masks.zones.policy, undefined, masks.counts), 500) }),
    ...(bodies.requestBody !== undefined && { requestBody: bodies.requestBody }),
    ...(bodies.responseBody !== undefined && { responseBody: bodies.responseBody }),
    url: address(entry.url, masks),
  }
}

/** Adds what the browser itself has measured, if it has by now; it tells a moment after the end. */
export function withMeasures<R extends MaskedRequest>(request: R, url: string): R {
  const timing = measured(url, request)
  if (!timing) return request
  const first = Math.round(timing.responseStart - timing.startTime)
  const began = timing.responseStart > 0 && { firstByteMs: Math.max(0, first) }
  return { ...request, responseBytes: request.responseBytes ?? (timing.encodedBodySize || null), ...began }
}

/** Names that developers give are no text of the page, as long as they look like names. */
function maskMark(name: string, { zones, counts }: Masks): string {
  const mode = zones.policy.mode === 'strict' && /^[\w:./-]{1,60}$/.test(name) ? 'balanced' : zones.policy.mode
  return cut(maskText(name, { ...zones.policy, mode }, undefined, counts), 300)
}

/** Words inside a control count as text of its zone; where part of them is protected, none are shown. */
function maskTarget({ element, name, text }: RawTarget, zones: Zones, counts: MaskCounts): string {
  const shape = maskText(name, { ...zones.policy, mode: 'balanced' }, undefined, counts)
  const zone = zones.around(element)
  const hidden = zone === 'block' || element.querySelector(`${zones.blockSelector},${zones.maskSelector}`)
  const words = hidden ? '' : maskText(text, zones.policy, zone, counts)
  return cut(words ? `${shape} “${words}”` : shape, 300)
}

/** One thing that happened, as it may be sent; `undefined`: not at all. */
export function maskEntry(entry: Timed, masks: Masks): MaskedEntry | undefined {
  const { zones, counts } = masks
  if (entry.kind === 'console') return maskConsole(entry, zones, counts)
  if (entry.kind === 'error') return maskThrown(entry, zones, counts)
  if (entry.kind === 'request') return timeline(maskRequest(entry, masks))
  if (entry.kind === 'navigation') return timeline({ ...entry, url: address(entry.url, masks) })
  if (entry.kind === 'vital') return timeline(entry)
  if (entry.kind === 'mark') return timeline({ ...entry, name: maskMark(entry.name, masks) })
  if (entry.kind === 'frame') {
    const { body, ...frame } = entry
    const text = bodyOf(body, masks, most.frame)
    return timeline({ ...frame, url: address(frame.url, masks), ...(text !== undefined && { text }) })
  }
  if (zones.ignored(entry.target.element)) return undefined
  const node = masks.nodeOf(entry.target.element)
  return timeline({ ...entry, target: maskTarget(entry.target, zones, counts), ...(node && { node }) })
}
