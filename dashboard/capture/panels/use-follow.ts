import { type RefObject, useEffect, useEffectEvent, useState } from 'react'

/** Keeps the current row in view until the person scrolls; from then on only when asked to. */
export function useFollow(
  scroller: RefObject<HTMLElement | null>,
  current: number,
  show: (index: number) => void,
): { following: boolean; follow: () => void } {
  const [following, setFollowing] = useState(true)
  useEffect(() => {
    const box = scroller.current
    if (!box) return undefined
    const stop = () => setFollowing(false)
    const stopOnKey = (event: KeyboardEvent) => /^(Page|Home|End|Arrow(Up|Down))/.test(event.key) && stop()
    const stopOnBar = (event: PointerEvent) => event.target === box && stop()
    box.addEventListener('wheel', stop, { passive: true })
    box.addEventListener('touchmove', stop, { passive: true })
    box.addEventListener('keydown', stopOnKey)
    box.addEventListener('pointerdown', stopOnBar)
    return () => {
      box.removeEventListener('wheel', stop)
      box.removeEventListener('touchmove', stop)
      box.removeEventListener('keydown', stopOnKey)
      box.removeEventListener('pointerdown', stopOnBar)
    }
  }, [scroller])
  const keepInView = useEffectEvent(show)
  useEffect(() => {
    if (following && current >= 0) keepInView(current)
  }, [following, current])
  return { following, follow: () => setFollowing(true) }
}
