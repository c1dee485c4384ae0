import type { Environment } from '@vitrine/protocol'

export const readEnvironment = (): Environment => ({
  userAgent: navigator.userAgent.slice(0, 500),
  locale: navigator.language.slice(0, 50),
  viewport: { width: innerWidth, height: innerHeight },
  screen: { width: screen.width, height: screen.height, pixelRatio: devicePixelRatio },
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone.slice(0, 60),
})
