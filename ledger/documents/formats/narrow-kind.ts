import type { Activity } from '../../activity.ts'
import type { DocumentKind } from '../kinds.ts'
import type { Subject } from '../parts.ts'

/** Which activities a kind of document is about; both vocabularies say only that much. */
export function activitiesFor(kind: DocumentKind, { declarations, project }: Subject): readonly Activity[] {
  if (kind === 'sub-processors' || kind === 'browser-storage') return []
  if (kind === 'record-processor' || kind === 'processing-agreement')
    return declarations.activities.filter(({ role }) => role === 'processor')
  if (kind === 'record-controller')
    return declarations.activities.filter(({ role }) => role === (project ? 'processor' : 'controller'))
  return declarations.activities
}
