import { useNavigate } from '@tanstack/react-router'
import { type Area, paramsOf } from './places.ts'

export function useGoTo() {
  const navigate = useNavigate()
  return (to: string, area: Area) => void navigate({ to, params: paramsOf(area) })
}
