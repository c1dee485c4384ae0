import { QueryCache, QueryClient } from '@tanstack/react-query'
import { isFailure, RequestFailed } from './request-failed.ts'

// Only what may pass by itself is tried again; a refusal stays a refusal.
const worthAnotherTry = (failures: number, error: Error) =>
  failures < 2 && (!(error instanceof RequestFailed) || error.status === 0 || error.status >= 500)

export const makeQueryClient = (onSignedOut: () => void) =>
  new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (isFailure(error, 'sign-in-required')) onSignedOut()
      },
    }),
    defaultOptions: { queries: { retry: worthAnotherTry, staleTime: 30_000 }, mutations: { retry: false } },
  })
