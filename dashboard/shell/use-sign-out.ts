import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api, nothing } from './api.ts'
import { toast } from './toast.ts'

/** Ends the login session and forgets everything that was read with it. */
export function useSignOut() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async () => {
    try {
      await api.post('/api/sign-out', nothing)
      await navigate({ to: '/sign-in', search: {} })
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'entrance' })
    } catch (error) {
      toast.failed('Could not sign out', error)
    }
  }
}
