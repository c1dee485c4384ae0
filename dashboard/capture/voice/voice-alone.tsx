import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { api } from '../../shell/api.ts'

/** What the visitor said, where there is no replay to hear it with. */
export function VoiceAlone({ recordingId }: { recordingId: string }) {
  const audio = useRef<HTMLAudioElement>(null)
  const { data: source } = useQuery({
    queryKey: ['recording', recordingId, 'voice'],
    queryFn: ({ signal }) => api.blob(`/api/recordings/${recordingId}/voice`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  useEffect(() => {
    if (!audio.current || !source) return undefined
    const url = URL.createObjectURL(source)
    audio.current.src = url
    return () => URL.revokeObjectURL(url)
  }, [source])
  // oxlint-disable-next-line jsx-a11y/media-has-caption -- nobody has written down what was said
  return <audio ref={audio} controls aria-label="Voice note" />
}
