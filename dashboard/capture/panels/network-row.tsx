import { UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { counted } from '../../ui/counted.ts'
import { bytes, duration } from '../../ui/time.ts'
import { isFailed } from '../replay/markers.ts'
import { useReplay } from '../replay/replay.ts'
import type { NetworkRequest } from './network-panel.tsx'
import classes from './network-row.module.css'
import { SeekRow } from './seek-row.tsx'
import { splitUrl } from './split-url.ts'

/** Where the request stands in the whole recording. */
function Waterfall({ at, durationMs }: Pick<NetworkRequest, 'at' | 'durationMs'>) {
  const { recording } = useReplay()
  const length = Math.max(1, recording.endedAt - recording.startedAt)
  const left = Math.min(99, Math.max(0, ((at - recording.startedAt) / length) * 100))
  return (
    <span className={classes.waterfall} aria-hidden>
      <span style={{ left: `${left}%`, width: `${Math.min(100 - left, (durationMs / length) * 100)}%` }} />
    </span>
  )
}

const tone = (request: NetworkRequest) => (isFailed(request) ? 'failed' : request.status >= 300 ? 'moved' : 'fine')

const connections: Partial<Record<NetworkRequest['via'], string>> = {
  beacon: 'beacon',
  sse: 'event stream',
  websocket: 'WebSocket',
}

const about = ({ url, firstByteMs, messages }: NetworkRequest) =>
  [
    url,
    firstByteMs !== undefined && `first byte after ${duration(firstByteMs)}`,
    messages !== undefined && counted(messages, 'message'),
  ]
    .filter(Boolean)
    .join('\n')

export function NetworkRow({ item }: { item: NetworkRequest }) {
  const { at, via, method, url, status, durationMs, responseBytes, requestBody, responseBody, error } = item
  const [open, setOpen] = useState(false)
  const { name, host } = splitUrl(url)
  const bodies = requestBody !== undefined || responseBody !== undefined
  const row = (
    <SeekRow at={at} className={classes.row} look={tone(item)} title={about(item)}>
      <span className={classes.status}>{status === 0 ? 'failed' : status}</span>
      <span className={classes.method}>{method}</span>
      <span className={classes.name}>
        {bodies && (
          <UnstyledButton
            className={classes.fold}
            aria-expanded={open}
            aria-label={open ? 'Hide contents' : 'Show contents'}
            onClick={() => setOpen(!open)}
          >
            <IconChevronRight size={14} />
          </UnstyledButton>
        )}
        {name} <small>{error ?? (connections[via] ? `${connections[via]} ${host}` : host)}</small>
      </span>
      <Waterfall at={at} durationMs={durationMs} />
      <span className={classes.size}>{responseBytes === null ? '' : bytes(responseBytes)}</span>
      <span className={classes.duration}>{duration(durationMs)}</span>
    </SeekRow>
  )
  if (!open) return row
  return (
    <>
      {row}
      <Content label="Request" text={requestBody} />
      <Content label="Response" text={responseBody} />
    </>
  )
}

const Content = ({ label, text }: { label: string; text: string | undefined }) =>
  text === undefined ? null : (
    <figure className={classes.content}>
      <figcaption>{label}</figcaption>
      <pre>{text || '(empty)'}</pre>
    </figure>
  )
