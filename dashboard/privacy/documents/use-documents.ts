import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { DocumentAnswers, DocumentList, OrganizationRecipient, RecipientNotice } from '@vitrine/protocol'
import { api } from '../../shell/api.ts'
import { toast } from '../../shell/toast.ts'

const Recipients = RecipientNotice.array()

/** `at`: `/api/projects/…` or `/api/administration`. */
export const useDocuments = (at: string) =>
  useQuery({
    queryKey: ['documents', at],
    queryFn: ({ signal }) => api.get(`${at}/documents`, DocumentList, signal),
  })

export function usePublish(at: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (isPublic: boolean) => api.patch(`${at}/documents`, DocumentList, { public: isPublic }),
    onSuccess: (list) => queries.setQueryData(['documents', at], list),
  })
}

export const useAnswers = (at: string) =>
  useQuery({
    queryKey: ['document-answers', at],
    queryFn: ({ signal }) => api.get(`${at}/document-answers`, DocumentAnswers, signal),
  })

export function useChangeAnswers(at: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (answers: Record<string, string>) => api.patch(`${at}/document-answers`, DocumentAnswers, { answers }),
    onSuccess: async (form) => {
      queries.setQueryData(['document-answers', at], form)
      await queries.invalidateQueries({ queryKey: ['documents', at] })
      toast.said('Saved. The documents say so from now on.')
    },
  })
}

const recipientsAt = '/api/administration/recipients'
export const useRecipients = () =>
  useQuery({
    queryKey: ['recipients'],
    queryFn: ({ signal }) => api.get(recipientsAt, Recipients, signal),
  })

export function useAnnounce() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.post(`${recipientsAt}/${id}/announce`, Recipients),
    onSuccess: async (all) => {
      queries.setQueryData(['recipients'], all)
      await queries.invalidateQueries({ queryKey: ['documents'] })
      toast.said('Announced. Clients are being told.')
    },
  })
}

const OrganizationRecipients = OrganizationRecipient.array()
const ofOrganization = (id: string) => `/api/organizations/${id}/recipients`

export const useOrganizationRecipients = (organizationId: string) =>
  useQuery({
    queryKey: ['recipients', organizationId],
    queryFn: ({ signal }) => api.get(ofOrganization(organizationId), OrganizationRecipients, signal),
  })

export function useObject(organizationId: string, recipientId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (reason: string) =>
      api.post(`${ofOrganization(organizationId)}/${recipientId}/objection`, OrganizationRecipients, { reason }),
    onSuccess: (all) => {
      queries.setQueryData(['recipients', organizationId], all)
      toast.said('Your objection is recorded. The operator is being told.')
    },
  })
}
