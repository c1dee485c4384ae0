import type { ChangeProject, Project } from '@vitrine/protocol'
import { useState } from 'react'
import { toast } from '../../shell/toast.ts'
import { useChangeProject } from '../project-query.ts'

/** One setting being edited: `save` is undefined while there is nothing to save. */
export function useDraft<Key extends keyof ChangeProject & keyof Project>(project: Project, key: Key) {
  const [draft, setDraft] = useState<Project[Key]>()
  const change = useChangeProject(project.id)
  const changed = draft !== undefined && JSON.stringify(draft) !== JSON.stringify(project[key])
  const save = () => change.mutate({ [key]: draft }, { onSuccess: () => (setDraft(undefined), toast.said('Saved.')) })
  return {
    value: draft ?? project[key],
    setValue: setDraft,
    save: changed ? save : undefined,
    undo: () => (setDraft(undefined), change.reset()),
    saving: change.isPending,
    error: change.error,
  }
}
