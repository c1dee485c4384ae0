import { IconMapOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Empty } from '../ui/empty.tsx'
import { LinkButton } from '../ui/link-button.tsx'

export function NotFound() {
  return (
    <Empty
      heading="h1"
      icon={<IconMapOff size={24} />}
      title="There is nothing here"
      action={<LinkButton render={(props) => <Link to="/" {...props} />}>To the start</LinkButton>}
    >
      <title>Not found · Vitrine</title>
      The address is wrong, or what was here has been deleted, or it belongs to a team you are not in.
    </Empty>
  )
}

/** The same outside the frame, where nothing else makes a page of it. */
export const NotFoundPage = () => (
  <main>
    <NotFound />
  </main>
)
