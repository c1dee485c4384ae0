import { useForm } from '@mantine/form'
import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { InviteDetails } from '@vitrine/protocol'
import { api, nothing } from '../../shell/api.ts'
import { useFormCall } from '../../shell/use-form-call.ts'
import { checkName, checkPassword } from '../fields.ts'

export const inviteQuery = (token: string) =>
  queryOptions({
    queryKey: ['invite', token],
    queryFn: ({ signal }) => api.get(`/api/invites/${encodeURIComponent(token)}`, InviteDetails, signal),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })

export function useAcceptInvite(token: string, person: InviteDetails) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const form = useForm({
    initialValues: { displayName: person.displayName, password: '' },
    validate: { displayName: checkName, password: checkPassword },
  })
  const sending = useFormCall(form, {
    call: (values) => api.post('/api/accept-invite', nothing, { ...values, token }),
    done: () => {
      queries.removeQueries({ queryKey: ['me'] })
      return navigate({ to: '/', replace: true })
    },
  })
  return { form, ...sending }
}
