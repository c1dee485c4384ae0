import { useNavigate } from '@tanstack/react-router'

type ProjectPage = `/projects/$projectId/${'reports' | 'set-up' | 'members' | 'settings' | 'erasures'}`

export function useGoTo() {
  const navigate = useNavigate()
  return (to: ProjectPage, projectId: string) => void navigate({ to, params: { projectId } })
}
