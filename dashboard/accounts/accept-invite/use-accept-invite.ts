import { useForm } from '@mantine/form'
import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { InviteDetails } from '@vitrine/protocol'
import { api } from '../../shell/api.ts'
import { useFormCall } from '../../shell/use-form-call.ts'
import { checkName, checkPassword } from '../fields.ts'
import { admission } from '../sign-in/admission.ts'

export const inviteQuery = (token: string) =>
  queryOptions({
    queryKey: ['invite', token],
    queryFn: ({ signal }) => api.get(`/api/invites/${encodeURIComponent(token)}`, InviteDetails, signal),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Inside, as whoever has just joined. */
export function useEnter(): () => void {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return () => {
    queries.clear()
    void navigate({ to: '/', replace: true })
  }
}

/** `onAsked`: joined, and the second step is owed. */
export function useAcceptInvite(token: string, person: InviteDetails, onAsked: () => void) {
  const enter = useEnter()
  const form = useForm({
    initialValues: { displayName: person.displayName, password: '' },
    validate: { displayName: checkName, password: checkPassword },
  })
  const sending = useFormCall(form, {
    call: (values) => api.post('/api/accept-invite', admission, { ...values, token }),
    done: (isAsked) => (isAsked ? onAsked() : enter()),
  })
  return { form, ...sending }
}
