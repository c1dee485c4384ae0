import { useEffect, useState } from 'react'
import { exactTime, tickFor, timeAgo } from './time.ts'

/** A moment, told relative to now and kept true. The exact time is one hover away. */
export function TimeAgo({ at, className }: { at: string | number; className?: string }) {
  const time = typeof at === 'number' ? at : Date.parse(at)
  const [now, setNow] = useState(() => Date.now())
  const tick = tickFor(now - time)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tick)
    return () => clearInterval(timer)
  }, [tick])
  return (
    <time className={className} dateTime={new Date(time).toISOString()} title={exactTime(time)}>
      {timeAgo(time, Math.max(now, time))}
    </time>
  )
}
