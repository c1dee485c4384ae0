import { useQuery } from '@tanstack/react-query'
import type { Voice } from '@vitrine/protocol'
import { useEffect, useRef, useState } from 'react'
import { api } from '../../shell/api.ts'
import { useReplay } from '../replay/replay.ts'
import { placeInAudio } from './place-in-audio.ts'

/** Speech is followed this closely; below it the ear notices corrections more than the gap. */
const toleranceSeconds = 0.25
/** Faster than this nobody understands a word. */
const fastest = 4

/** Keeps the audio in step with the replay. `speaking`: the playhead stands where something was said. */
export function useVoice(recordingId: string, voice: Voice, muted: boolean) {
  const { store } = useReplay()
  const audio = useRef<HTMLAudioElement>(null)
  const [speaking, setSpeaking] = useState(false)
  const { data: source, error } = useQuery({
    queryKey: ['recording', recordingId, 'voice'],
    queryFn: async ({ signal }) => api.blob(`/api/recordings/${recordingId}/voice`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  useEffect(() => {
    const element = audio.current
    if (!element || !source) return undefined
    const url = URL.createObjectURL(source)
    element.src = url
    const follow = () => {
      const { at, playing, speed } = store.get()
      const place = placeInAudio(voice, at)
      setSpeaking(place !== undefined)
      if (place === undefined || !playing || speed > fastest) return element.pause()
      element.playbackRate = speed
      if (Math.abs(element.currentTime - place) > toleranceSeconds * Math.max(1, speed)) element.currentTime = place
      // Browsers refuse sound before the first click; the picture goes on without.
      if (element.paused) element.play().catch(() => undefined)
    }
    follow()
    const end = store.subscribe(follow)
    return () => {
      end()
      element.pause()
      URL.revokeObjectURL(url)
    }
  }, [store, source, voice])
  useEffect(() => {
    if (audio.current) audio.current.muted = muted
  }, [muted])
  return { audio, speaking, error }
}
