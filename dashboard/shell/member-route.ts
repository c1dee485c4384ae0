import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { BrokenPage } from './broken.tsx'
import { meQuery } from './me.ts'
import { NotFound } from './not-found.tsx'
import { isFailure } from './request-failed.ts'

// Pages that are opened together come together: a file each would be forty requests.
export const work = () => import('./pages/work.ts')

export const root = createRootRouteWithContext<{ queries: QueryClient }>()()

/** Above every page of somebody who is signed in. */
export const member = createRoute({
  getParentRoute: () => root,
  id: 'member',
  component: lazyRouteComponent(work, 'Frame'),
  errorComponent: BrokenPage,
  notFoundComponent: NotFound,
  beforeLoad: async ({ context: { queries }, location }) => {
    // Read while the answer is awaited, which saves a round trip.
    void work()
    try {
      await queries.ensureQueryData(meQuery)
    } catch (error) {
      if (!isFailure(error, 'sign-in-required')) throw error
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } })
    }
  },
})
