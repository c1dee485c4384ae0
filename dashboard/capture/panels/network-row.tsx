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

export function NetworkRow({ item }: { item: NetworkRequest }) {
  const { at, method, url, status, durationMs, responseBytes, error } = item
  const { name, host } = splitUrl(url)
  return (
    <SeekRow at={at} className={classes.row} look={tone(item)} title={url}>
      <span className={classes.status}>{status === 0 ? 'failed' : status}</span>
      <span className={classes.method}>{method}</span>
      <span className={classes.name}>
        {name} <small>{error ?? host}</small>
      </span>
      <Waterfall at={at} durationMs={durationMs} />
      <span className={classes.size}>{responseBytes === null ? '' : bytes(responseBytes)}</span>
      <span className={classes.duration}>{duration(durationMs)}</span>
    </SeekRow>
  )
}
