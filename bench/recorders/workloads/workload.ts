import type { Page } from 'playwright-core'

export interface Hands {
  page: Page
  /** 1 for a whole run; a fraction shortens it. */
  scale: number
  /** Notes the heap after garbage collection under this name. */
  mark: (name: string) => Promise<void>
}

/** A page and what happens on it. Pages are text of our own; nothing is loaded from anywhere else. */
export interface Workload {
  name: string
  title: string
  html: string
  /** Further files of its site, by path. */
  files?: Record<string, string>
  /** Without it, only turning a recorder on is measured. */
  drive?: (hands: Hands) => Promise<unknown>
  /** Counted rather than timed: one run says as much as three. */
  once?: true
  /** How long the rolling buffer of a recorder that has one may be, where the work stands for more time than it takes. */
  bufferSeconds?: number
}

export const documentOf = (title: string, body: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>${body}</body></html>`

/** One after the other, from 0. */
export const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => make(i)).join('')
