import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import type { Words } from './words.ts'

type Props = { words: Words; erase: { mutate: () => void; isPending: boolean } }

/** The button that had the focus is gone. */
const focus = (button: HTMLButtonElement | null) => button?.focus()

/** One press asks, the second deletes: what goes here comes back from nowhere. */
export function ErasePart({ words, erase }: Props) {
  const [asked, setAsked] = useState(false)
  return (
    <>
      <p>{words.eraseAbout}</p>
      {asked ? (
        <Group>
          <Button color="red" ref={focus} onClick={() => erase.mutate()} loading={erase.isPending}>
            {words.eraseSurely}
          </Button>
          <Button variant="default" disabled={erase.isPending} onClick={() => setAsked(false)}>
            {words.keep}
          </Button>
        </Group>
      ) : (
        <Button color="red" onClick={() => setAsked(true)}>
          {words.erase}
        </Button>
      )}
    </>
  )
}
