import { useShortcuts } from '../../ui/shortcuts.tsx'
import { speeds, useReplay } from './replay.ts'

const step = 5_000
// While playing, "previous" means the one before the marker that was passed a moment ago.
const grace = 1_200

/** What both the keyboard and the buttons do. */
export function useReplayKeys(onFullScreen: () => void) {
  const { store, recording, markers, seek, play, pause, setSpeed, setSkipsIdle } = useReplay()
  const toggle = () => (store.get().playing ? pause() : play())
  const by = (ms: number) => seek(store.get().at + ms)
  const faster = (direction: 1 | -1) => {
    const next = speeds[speeds.indexOf(store.get().speed as (typeof speeds)[number]) + direction]
    if (next) setSpeed(next)
  }
  const toMarker = (direction: 1 | -1) => {
    const { at, playing } = store.get()
    const next =
      direction === 1
        ? markers.find((marker) => marker.at > at + 1)
        : markers.findLast((marker) => marker.at < at - (playing ? grace : 1))
    seek(next?.at ?? (direction === 1 ? recording.endedAt : recording.startedAt))
  }
  useShortcuts('Replay', [
    { keys: 'Space', label: 'Play or pause', run: toggle },
    { keys: 'ArrowLeft', label: 'Back 5 s', run: () => by(-step) },
    { keys: 'ArrowRight', label: 'Ahead 5 s', run: () => by(step) },
    { keys: 'Shift+ArrowLeft', label: 'Previous event', run: () => toMarker(-1) },
    { keys: 'Shift+ArrowRight', label: 'Next event', run: () => toMarker(1) },
    { keys: ',', label: 'Slower', run: () => faster(-1) },
    { keys: '.', label: 'Faster', run: () => faster(1) },
    { keys: 'i', label: 'Skip inactivity', run: () => setSkipsIdle(!store.get().skipsIdle) },
    { keys: 'f', label: 'Full screen', run: onFullScreen },
  ])
  return { toggle, toMarker }
}
