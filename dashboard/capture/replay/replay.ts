import type { Recording } from '@vitrine/protocol'
import { createContext, use } from 'react'
import { type Store, useStore } from '../../ui/store.ts'
import type { Conductor, Screen } from './conductor.ts'
import type { Span } from './inactivity.ts'
import type { Marker } from './markers.ts'
import type { RecordingFiles } from './read-files.ts'

export type ReplayState = {
  /** The playhead, in ms since the epoch. */
  readonly at: number
  readonly playing: boolean
  readonly speed: number
  readonly skipsIdle: boolean
  readonly phase: 'waiting' | 'ready' | 'failed'
  readonly problem: unknown
  /** Known so far: grows as blocks are read. */
  readonly idle: readonly Span[]
}

/** One recording being replayed: what the stage, the timeline and the panels share. */
export type Replay = {
  readonly recording: Recording
  readonly markers: readonly Marker[]
  readonly store: Store<ReplayState>
  readonly files: RecordingFiles
  /** A frame is ready to draw. */
  readonly attach: (screen: Screen) => Conductor
  readonly seek: (at: number) => void
  readonly play: () => void
  readonly pause: () => void
  readonly setSpeed: (speed: number) => void
  readonly setSkipsIdle: (skips: boolean) => void
}

export const ReplayContext = createContext<Replay | undefined>(undefined)

export function useReplay(): Replay {
  const replay = use(ReplayContext)
  if (!replay) throw new Error('useReplay is for what stands inside a replay')
  return replay
}

export const useReplayState = <Selected>(select: (state: ReplayState) => Selected): Selected =>
  useStore(useReplay().store, select)

export const speeds = [0.5, 1, 2, 4, 8, 16] as const
