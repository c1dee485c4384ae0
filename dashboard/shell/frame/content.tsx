import { IconEraser } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, Outlet } from '@tanstack/react-router'
import { useState } from 'react'
import { erasedHere } from '../../privacy/erase/use-erase.ts'
import { Empty } from '../../ui/empty.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { useProjectNews } from '../live.tsx'
import { meQuery } from '../me.ts'
import { usePlace } from './use-place.ts'

function Gone({ name }: { name: string }) {
  return (
    <Empty
      heading="h1"
      icon={<IconEraser size={24} />}
      title={`${name} was deleted`}
      action={
        <LinkButton variant="default" render={(props) => <Link to="/" {...props} />}>
          All projects
        </LinkButton>
      }
    >
      An administrator has just deleted this project with its reports, recordings and settings. Nothing of it is left to
      show.
    </Empty>
  )
}

/** The page; what is left of it once somebody else has deleted its project. */
export function Content() {
  const { projectId, project } = usePlace()
  const queries = useQueryClient()
  const [gone, setGone] = useState<{ id: string; name: string }>()
  useProjectNews(projectId, (news) => {
    if (news.kind !== 'project-erased' || erasedHere(queries, { kind: 'project', id: news.projectId })) return
    setGone({ id: news.projectId, name: project?.name ?? 'This project' })
    void queries.invalidateQueries(meQuery)
  })
  return gone && gone.id === projectId ? <Gone name={gone.name} /> : <Outlet />
}
