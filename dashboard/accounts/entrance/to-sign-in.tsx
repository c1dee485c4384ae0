import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'

export const ToSignIn = () => (
  <Anchor renderRoot={(props) => <Link to="/sign-in" search={{}} {...props} />}>Back to sign-in</Anchor>
)
