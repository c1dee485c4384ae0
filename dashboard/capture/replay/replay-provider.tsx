import { useQueryClient } from '@tanstack/react-query'
import type { Recording } from '@vitrine/protocol'
import { type ReactNode, useEffect, useState } from 'react'
import { makeStore } from '../../ui/store.ts'
import { type BlockReader, blockReader } from './block-reader.ts'
import { Conductor, type Screen } from './conductor.ts'
import { markerOf } from './markers.ts'
import { keepPreferences, readPreferences } from './preferences.ts'
import { type RecordingFiles, readFiles } from './read-files.ts'
import { type Replay, ReplayContext, type ReplayState } from './replay.ts'

type Props = {
  recording: Recording
  /** Where to begin, in ms from the start. */
  startMs: number | undefined
  /** Told where the playhead stands, in ms from the start. */
  onMoment: (ms: number) => void
  children: ReactNode
}

/** Makes a recording replayable for everything below it. */
export function ReplayProvider({ recording, startMs = 0, onMoment, children }: Props) {
  const queries = useQueryClient()
  const [replay] = useState(() =>
    makeReplay(recording, recording.startedAt + startMs, {
      reader: blockReader(queries, recording.id),
      files: readFiles(queries, recording.id),
    }),
  )
  useEffect(
    () => replay.store.subscribe(() => onMoment(replay.store.get().at - recording.startedAt)),
    [replay, recording, onMoment],
  )
  return <ReplayContext value={replay}>{children}</ReplayContext>
}

type Sources = { reader: BlockReader; files: RecordingFiles }

function makeReplay(recording: Recording, at: number, { reader, files }: Sources): Replay {
  const store = makeStore<ReplayState>({
    at,
    playing: false,
    ...readPreferences(),
    phase: 'waiting',
    problem: undefined,
    idle: [],
  })
  let conductor: Conductor | undefined
  const prefer = (change: Partial<Pick<ReplayState, 'speed' | 'skipsIdle'>>) => {
    store.set(change)
    keepPreferences(store.get())
  }
  return {
    recording,
    markers: recording.timeline.flatMap((entry) => markerOf(entry) ?? []),
    store,
    files,
    attach: (screen: Screen) => {
      conductor = new Conductor({ recording, reader, store, screen })
      void conductor.seek(store.get().at)
      return conductor
    },
    seek: (wanted) => (conductor ? void conductor.seek(wanted) : store.set({ at: wanted })),
    play: () => conductor?.play(),
    pause: () => conductor?.pause(),
    setSpeed: (speed) => {
      prefer({ speed })
      conductor?.setSpeed(speed)
    },
    setSkipsIdle: (skipsIdle) => prefer({ skipsIdle }),
  }
}
