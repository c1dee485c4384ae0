import type { Project } from '@vitrine/protocol'
import { Section } from '../../ui/section.tsx'
import { OriginsEditor } from '../origins-editor.tsx'
import { SaveBar } from './save-bar.tsx'
import { useDraft } from './use-draft.ts'

export function OriginsSection({ project }: { project: Project }) {
  const { value, setValue, ...saving } = useDraft(project, 'origins')
  return (
    <Section
      title="Where the snippet may run"
      about="The key in the snippet is public, so reports are accepted from these addresses only."
    >
      <OriginsEditor origins={value} onChange={setValue} />
      <SaveBar {...saving} />
    </Section>
  )
}
