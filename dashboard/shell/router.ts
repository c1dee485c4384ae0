import type { QueryClient } from '@tanstack/react-query'
import { createRouter } from '@tanstack/react-router'
import type { ReportSearch } from '../reports/list/report-search.ts'
import { Broken } from './broken.tsx'
import { NotFoundPage } from './not-found.tsx'
import { routes } from './routes.ts'

export const makeRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: routes,
    context: { queries },
    // What was typed or made for one project or organization must not stand on the page of the next.
    defaultRemountDeps: ({ params }) => params,
    defaultPreload: 'intent',
    defaultPreloadDelay: 100,
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    scrollToTopSelectors: ['#content'],
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: Broken,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
  interface HistoryState {
    /** The filters of the list that a report was opened from: the way back, and what is next. */
    list?: ReportSearch
    /** The report that the list was come back to from. */
    from?: string
  }
}
