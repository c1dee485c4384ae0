import { useLayoutEffect, useRef } from 'react'
import { connectPlayer } from '../../player/connect-player.ts'
import { installation } from '../../shell/installation.ts'
import type { Conductor } from './conductor.ts'
import { useReplay } from './replay.ts'
import classes from './replay-frame.module.css'

/** The picture: a page of another origin that can run its own script and reach nothing. */
export function ReplayFrame() {
  const frame = useRef<HTMLIFrameElement>(null)
  const { attach, files, store, play, pause } = useReplay()
  useLayoutEffect(() => {
    if (!frame.current) return undefined
    let conductor: Conductor | undefined
    const player = connectPlayer(frame.current, installation.replayUrl, (message) => {
      if (message.kind === 'ready') void begin()
      else conductor?.hear(message)
    })
    const begin = async () => {
      player.files(await files.sheets)
      conductor = attach(player)
      player.files(await files.others)
    }
    return player.disconnect
  }, [attach, files])
  return (
    <>
      <iframe
        ref={frame}
        className={classes.frame}
        title="Replay"
        src={`${installation.replayUrl}/player.html`}
        // oxlint-disable-next-line react/iframe-missing-sandbox -- its origin is not ours, so the two together open nothing
        sandbox="allow-scripts allow-same-origin"
        referrerPolicy="no-referrer"
        tabIndex={-1}
      />
      {/* Clicks stay here: in the frame they would take the keyboard away from the page. */}
      <button
        type="button"
        className={classes.shield}
        tabIndex={-1}
        aria-hidden
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => (store.get().playing ? pause() : play())}
      />
    </>
  )
}
