import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconMicrophone, IconTrash, IconVolume, IconVolumeOff } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import type { Recording, Voice } from '@vitrine/protocol'
import { useState } from 'react'
import { api, nothing } from '../../shell/api.ts'
import { failureOf } from '../../shell/request-failed.ts'
import { toast } from '../../shell/toast.ts'
import { clock } from '../../ui/time.ts'
import { useReplay } from '../replay/replay.ts'
import { useVoice } from './use-voice.ts'
import classes from './voice-bar.module.css'

type Props = { recording: Recording; voice: Voice; mayDelete: boolean }

function Delete({ recordingId }: { recordingId: string }) {
  const queries = useQueryClient()
  const [asked, setAsked] = useState(false)
  const remove = async () => {
    try {
      await api.delete(`/api/recordings/${recordingId}/voice`, nothing)
      toast.said('The voice note was deleted.')
      await queries.invalidateQueries({ queryKey: ['report'] })
    } catch (error) {
      toast.failed('Could not delete the voice note', error)
    }
  }
  if (!asked)
    return (
      <Tooltip label="Delete the voice note">
        <ActionIcon onClick={() => setAsked(true)} aria-label="Delete the voice note">
          <IconTrash size={16} />
        </ActionIcon>
      </Tooltip>
    )
  return (
    <>
      <span>Delete what was said? The replay stays.</span>
      <Button size="compact-sm" variant="default" onClick={() => setAsked(false)} data-autofocus>
        Keep
      </Button>
      <Button size="compact-sm" color="red" onClick={() => void remove()}>
        Delete
      </Button>
    </>
  )
}

/** What the visitor said, heard while the replay plays. */
export function VoiceBar({ recording, voice, mayDelete }: Props) {
  const { seek } = useReplay()
  const [muted, setMuted] = useState(false)
  const { audio, speaking, error } = useVoice(recording.id, voice, muted)
  const [first] = voice.stretches
  return (
    <section className={classes.bar} aria-label="Voice note">
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- nobody has written down what was said */}
      <audio ref={audio} preload="auto" />
      <IconMicrophone size={16} aria-hidden />
      <span data-speaking={speaking || undefined}>
        {error ? failureOf(error).message : `Voice note, ${clock(voice.durationMs)}`}
      </span>
      {first && (
        <Button size="compact-sm" variant="subtle" onClick={() => seek(first.at)}>
          Go to its start
        </Button>
      )}
      <span className={classes.gap} />
      {mayDelete && <Delete recordingId={recording.id} />}
      <Tooltip label={muted ? 'Unmute' : 'Mute'}>
        <ActionIcon onClick={() => setMuted(!muted)} aria-label="Mute the voice note" aria-pressed={muted}>
          {muted ? <IconVolumeOff size={16} /> : <IconVolume size={16} />}
        </ActionIcon>
      </Tooltip>
    </section>
  )
}
