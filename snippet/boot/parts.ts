import type * as files from '../assets/index.ts'
import type * as extras from '../extras/index.ts'
import type * as preview from '../preview/index.ts'
import type * as recorder from '../record/index.ts'
import type * as dialog from '../report/index.ts'
import type * as review from '../review/index.ts'
import type * as sender from '../transport/index.ts'
import type * as voice from '../voice/index.ts'

/** What is loaded when it is needed. A script tag loads it from its server, the npm package from its own bundle. */
export type Parts = {
  recorder: () => Promise<typeof recorder>
  extras: () => Promise<typeof extras>
  files: () => Promise<typeof files>
  dialog: () => Promise<typeof dialog>
  review: () => Promise<typeof review>
  voice: () => Promise<typeof voice>
  sender: () => Promise<typeof sender>
  preview: () => Promise<typeof preview>
  /** The buffer's worker: its address, or what starts it. */
  worker: string | (() => Worker)
  /** The worker's code on the page's own thread. */
  workerHere: () => Promise<unknown>
}
