/** The npm package: the same API as the script tag, with the parts in the page's own bundle. */
import { createVitrine } from './boot/vitrine.ts'

export type * from './api.ts'

export const Vitrine = createVitrine(
  {
    recorder: () => import('./record/index.ts'),
    extras: () => import('./extras/index.ts'),
    files: () => import('./assets/index.ts'),
    dialog: () => import('./report/index.ts'),
    review: () => import('./review/index.ts'),
    voice: () => import('./voice/index.ts'),
    sender: () => import('./transport/index.ts'),
    preview: () => import('./preview/index.ts'),
    // Bundlers know this very form; the build puts the file there.
    worker: () => new Worker(new URL('./worker.js', import.meta.url), { name: 'vitrine' }),
    workerHere: () => import('./buffer/worker.ts'),
  },
  {},
)
