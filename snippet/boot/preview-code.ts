/**
 * Present where the dashboard has opened this page in a window of its own, to show it as it would be recorded. In the
 * name of the window it outlives navigations, and addresses that have a fragment of their own.
 */
export const previewCode = (): string | undefined =>
  window.opener ? /vitrine-preview=([\w-]{20,64})/.exec(`${location.hash} ${window.name}`)?.[1] : undefined
