import { type MaskCounts, maskError, maskStack, maskText, maskUrl, maskValue } from '@vitrine/masking'
import type { ConsoleEntry, TimelineEntry } from '@vitrine/protocol'
import type { RawEntry, RawTarget } from '../capture/raw-log.ts'
import { measuredBytes } from '../capture/request-entry.ts'
import { cut, plainText } from './plain-text.ts'
import type { Zones } from './zones.ts'

export type MaskedEntry = { console: ConsoleEntry } | { timeline: TimelineEntry }

const timeline = (entry: TimelineEntry): MaskedEntry => ({ timeline: entry })

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

function maskRequest(entry: Of<'request'>, zones: Zones, counts: MaskCounts): MaskedEntry {
  const error = entry.error && { error: cut(maskText(entry.error, zones.policy, undefined, counts), 500) }
  const responseBytes = entry.responseBytes ?? measuredBytes(entry)
  return timeline({ ...entry, responseBytes, url: cut(maskUrl(entry.url, zones.policy, counts), 2_000), ...error })
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
export function maskEntry(entry: RawEntry, zones: Zones, counts: MaskCounts): MaskedEntry | undefined {
  if (entry.kind === 'console') return maskConsole(entry, zones, counts)
  if (entry.kind === 'error') return maskThrown(entry, zones, counts)
  if (entry.kind === 'request') return maskRequest(entry, zones, counts)
  if (entry.kind === 'navigation') {
    return timeline({ ...entry, url: cut(maskUrl(entry.url, zones.policy, counts), 2_000) })
  }
  if (zones.ignored(entry.target.element)) return undefined
  return timeline({ ...entry, target: maskTarget(entry.target, zones, counts) })
}
