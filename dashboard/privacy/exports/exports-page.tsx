import { getRouteApi } from '@tanstack/react-router'
import { Page } from '../../ui/page.tsx'
import { ExportList } from './export-list.tsx'
import classes from './exports.module.css'

const route = getRouteApi('/member/projects/$projectId/exports')

/** Copies of everything that a project holds. */
export function ExportsPage() {
  const { projectId } = route.useParams()
  return (
    <Page
      title="Copies"
      about="Everything this project holds, as a file to take along or to hand to whoever asks for it."
    >
      <ul className={classes.facts}>
        <li>It has every entry as plain text, recordings, sound and pictures, and a first page that explains them.</li>
        <li>Passwords, keys and other secrets are left out. The copy says which, and why.</li>
        <li>
          It rests encrypted for a week, and only you can download the copies you ask for. When something of the project
          is erased, its copies go as well.
        </li>
      </ul>
      <ExportList
        address={`/api/projects/${projectId}/exports`}
        subject={{ kind: 'project', id: projectId }}
        action="Make a copy of this project"
        empty="Making one takes seconds for a small project and some minutes for a large one. You may close this page meanwhile."
      />
    </Page>
  )
}
