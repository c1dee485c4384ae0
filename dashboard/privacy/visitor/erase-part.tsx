import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { takeFocus } from '../../ui/take-focus.ts'
import type { Words } from './words.ts'

type Props = { words: Words; erase: { mutate: () => void; isPending: boolean } }

/** One press asks, the second deletes: what goes here comes back from nowhere. */
export function ErasePart({ words, erase }: Props) {
  const [asked, setAsked] = useState(false)
  return (
    <>
      <p>{words.eraseAbout}</p>
      {asked ? (
        <Group>
          <Button color="red" ref={takeFocus} onClick={() => erase.mutate()} loading={erase.isPending}>
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
