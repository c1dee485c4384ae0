import { type AttributeValue, type MediaChange, mediaActions } from './events.ts'
import type { TreeNode } from './tree.ts'

/** A player on the page as it was at `since`; while `playing`, its time runs on. */
export interface MediaState {
  playing: boolean
  currentTime: number
  since: number
  volume?: number
  muted?: boolean
  loop?: boolean
  playbackRate?: number
}

const numberOr = (value: unknown, other: number | undefined) => (typeof value === 'number' ? value : other)
const booleanOr = (value: unknown, other: boolean | undefined) => (typeof value === 'boolean' ? value : other)

export const isPlayer = ({ tag }: TreeNode) => tag === 'video' || tag === 'audio'

/** What the recorder noted in `rr_media…` attributes when it serialized the element. */
export function initialMedia(node: TreeNode, since: number): MediaState | undefined {
  const { attributes } = node
  if (!isPlayer(node) || typeof attributes.rr_mediaState !== 'string') return undefined
  return {
    playing: attributes.rr_mediaState === 'played',
    currentTime: numberOr(attributes.rr_mediaCurrentTime, 0) ?? 0,
    since,
    volume: numberOr(attributes.rr_mediaVolume, undefined),
    muted: booleanOr(attributes.rr_mediaMuted, undefined),
    loop: booleanOr(attributes.rr_mediaLoop, undefined),
    playbackRate: numberOr(attributes.rr_mediaPlaybackRate, undefined),
  }
}

export function currentTime(state: MediaState, at: number): number {
  if (!state.playing) return state.currentTime
  return state.currentTime + (Math.max(0, at - state.since) / 1000) * (state.playbackRate ?? 1)
}

export function changeMedia(node: TreeNode, change: MediaChange, at: number): MediaState {
  const before = node.kept?.media
  const wasPlaying = before ? before.playing : 'autoplay' in node.attributes
  return {
    playing: change.type === mediaActions.play || (change.type !== mediaActions.pause && wasPlaying),
    currentTime: numberOr(change.currentTime, before ? currentTime(before, at) : 0) ?? 0,
    since: at,
    volume: numberOr(change.volume, before?.volume),
    muted: booleanOr(change.muted, before?.muted),
    loop: booleanOr(change.loop, before?.loop),
    playbackRate: numberOr(change.playbackRate, before?.playbackRate),
  }
}

/** Only what is known: absent fields keep the element's own defaults. */
function known(fields: Record<string, AttributeValue | undefined>): Record<string, AttributeValue> {
  const told: Record<string, AttributeValue> = {}
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) told[name] = value
  return told
}

export function mediaAttributes(state: MediaState, at: number): Record<string, AttributeValue> {
  return known({
    rr_mediaState: state.playing ? 'played' : 'paused',
    rr_mediaCurrentTime: currentTime(state, at),
    rr_mediaVolume: state.volume,
    rr_mediaMuted: state.muted,
    rr_mediaLoop: state.loop,
    rr_mediaPlaybackRate: state.playbackRate,
  })
}

export function mediaEvent(id: number, state: MediaState, at: number): object {
  const { volume, muted, loop, playbackRate } = state
  const type = state.playing ? mediaActions.play : mediaActions.pause
  return { id, type, currentTime: currentTime(state, at), ...known({ volume, muted, loop, playbackRate }) }
}
