const meta = (name: string): string => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? ''

/** What the server writes into the page about itself. */
export const installation = {
  /** Where visitors' browsers and members reach it. */
  server: window.location.origin,
  /** The origin that recorded pages are shown on. */
  replayUrl: meta('vitrine-replay') || window.location.origin,
  /** The public key that masking rules are signed with, as JSON. */
  key: meta('vitrine-installation') || '{}',
}
