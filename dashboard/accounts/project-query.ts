import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type ChangeProject, Project } from '@vitrine/protocol'
import { api } from '../shell/api.ts'

export const projectQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['project', projectId],
    queryFn: ({ signal }) => api.get(`/api/projects/${projectId}`, Project, signal),
  })

/** Changes some settings of a project and shows the answer everywhere at once. */
export function useChangeProject(projectId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: ChangeProject) => api.patch(`/api/projects/${projectId}`, Project, change),
    onSuccess: (project) => {
      queries.setQueryData(projectQuery(projectId).queryKey, project)
      return queries.invalidateQueries({ queryKey: ['me'] })
    },
  })
}
