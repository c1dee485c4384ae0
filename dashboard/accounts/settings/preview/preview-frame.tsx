import { type MouseEvent, useEffect, useRef, useState } from 'react'
import { connectPlayer, type Player } from '../../../player/connect-player.ts'
import type { Inspected } from '../../../player/messages.ts'
import { installation } from '../../../shell/installation.ts'
import classes from './preview.module.css'
import type { Preview } from './preview.ts'

const placed = ({ left, top, width, height }: Inspected['box']) => ({
  left: `${left * 100}%`,
  top: `${top * 100}%`,
  width: `${width * 100}%`,
  height: `${height * 100}%`,
})

type Props = {
  preview: Preview
  picked: Inspected | null
  onPick: (found: Inspected | null) => void
}

/** The page as it would be recorded, on the origin that runs nothing and reaches nobody; a click picks an element. */
export function PreviewFrame({ preview, picked, onPick }: Props) {
  const frame = useRef<HTMLIFrameElement>(null)
  const player = useRef<Player>(null)
  const [size, setSize] = useState({ width: 16, height: 10 })

  useEffect(() => {
    if (!frame.current) return undefined
    let detach = () => {}
    const made = connectPlayer(frame.current, installation.replayUrl, (message) => {
      if (message.kind === 'ready') detach = preview.attach(made)
      if (message.kind === 'size' && message.width > 0 && message.height > 0) setSize(message)
      if (message.kind === 'inspected') onPick(message.found)
    })
    player.current = made
    return () => {
      detach()
      made.disconnect()
    }
  }, [preview, onPick])
  const pick = ({ nativeEvent: { offsetX, offsetY } }: MouseEvent) => player.current?.inspect(offsetX, offsetY)
  return (
    <div className={classes.screen} style={{ aspectRatio: `${size.width} / ${size.height}` }}>
      <iframe
        ref={frame}
        title="Page as it would be recorded"
        src={`${installation.replayUrl}/player.html`}
        // oxlint-disable-next-line react/iframe-missing-sandbox -- its origin is not ours, so the two together open nothing
        sandbox="allow-scripts allow-same-origin"
        referrerPolicy="no-referrer"
        tabIndex={-1}
      />
      {picked && <div className={classes.outline} style={placed(picked.box)} />}
      {/* For the pointer; selectors can be typed as well. */}
      <button type="button" className={classes.shield} tabIndex={-1} aria-hidden onClick={pick} />
    </div>
  )
}
