import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

/** On another page, keyboards and screen readers start at its content, unless something there has taken the focus. */
export function useArrival(): void {
  const path = useLocation({ select: ({ pathname }) => pathname })
  const last = useRef(path)
  useEffect(() => {
    if (last.current === path) return undefined
    last.current = path
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body)
        document.querySelector<HTMLElement>('#content')?.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  }, [path])
}
