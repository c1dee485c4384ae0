/** What the page in a preview window says to the dashboard, through the channel it has offered. */
export type FromPreview =
  /** As it would be recorded, whole: JSON of an array of events, the last of them at `at`. Begins anew with new rules. */
  | { kind: 'page'; at: number; events: string }
  /** What has changed since. */
  | { kind: 'more'; at: number; events: string }
  /** The page goes; the next one in its window may offer itself. */
  | { kind: 'left' }

/** The first word of a page to the window that opened it, with one end of a channel. `code` names the window. */
export type PreviewHello = { vitrine: 'preview'; code: string }
