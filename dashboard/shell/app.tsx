import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { colourScheme } from '@vitrine/protocol'
import { StrictMode } from 'react'
import { ShortcutsProvider } from '../ui/shortcuts.tsx'
import { cssVariables, theme } from '../ui/theme.ts'
import { makeQueryClient } from './query-client.ts'
import { makeRouter } from './router.ts'

const queries = makeQueryClient(() => void signInAgain())
const router = makeRouter(queries)
const schemes = localStorageColorSchemeManager({ key: colourScheme.name })

async function signInAgain() {
  const { pathname, href } = router.state.location
  if (pathname === '/sign-in') return
  await router.navigate({ to: '/sign-in', search: { next: href } })
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'entrance' })
}

export function App() {
  return (
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        colorSchemeManager={schemes}
        defaultColorScheme="auto"
      >
        <QueryClientProvider client={queries}>
          <ShortcutsProvider>
            <RouterProvider router={router} />
          </ShortcutsProvider>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>
  )
}
