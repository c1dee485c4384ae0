import { Button, TextInput } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import type { MaskingPolicy } from '@vitrine/masking'
import { useEffect, useState } from 'react'
import type { Inspected } from '../../../player/messages.ts'
import { useStore } from '../../../ui/store.ts'
import settings from '../settings.module.css'
import { addressProblem } from './address-problem.ts'
import { PickedElement, type RuleKey } from './picked-element.tsx'
import classes from './preview.module.css'
import { makePreview } from './preview.ts'
import { PreviewFrame } from './preview-frame.tsx'
import { PreviewStatus } from './preview-status.tsx'

/** The page is read again with every change of the rules, but not with every keystroke. */
const settleMs = 250

type Props = {
  policy: MaskingPolicy
  origins: readonly string[]
  onAdd: (key: RuleKey, selector: string) => void
}

/** A page of the site as it would be recorded under rules that need not be saved. Nothing of it is stored. */
export function PreviewPanel({ policy, origins, onAdd }: Props) {
  const [typed, setTyped] = useState<string>()
  const [picked, setPicked] = useState<Inspected | null>(null)
  const [preview] = useState(() => makePreview(policy))
  const phase = useStore(preview.store, (state) => state.phase)
  const address = typed ?? (origins[0] ? `${origins[0]}/` : '')
  const problem = addressProblem(address, origins)
  const isOpen = phase === 'shown' || phase === 'waiting' || phase === 'silent'
  useEffect(() => {
    const timer = setTimeout(() => preview.apply(policy), settleMs)
    return () => clearTimeout(timer)
  }, [preview, policy])
  useEffect(() => preview.close, [preview])
  const show = () => {
    setPicked(null)
    preview.open(address, origins)
  }
  return (
    <>
      <h3 className={settings.subtitle}>Preview on your page</h3>
      <p className={settings.hint}>
        Opens a page of yours and shows here what a recording of it would hold, with the settings above as they stand.
        Masked words are yellow. Nothing is sent or stored.
      </p>
      <div className={classes.open}>
        <TextInput
          label="Page"
          placeholder="https://shop.example/checkout"
          inputMode="url"
          value={address}
          error={typed === undefined ? undefined : problem}
          description={origins.length ? undefined : 'First say above where the snippet may run.'}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button
          variant="default"
          leftSection={<IconExternalLink size={16} />}
          disabled={problem !== null}
          onClick={show}
        >
          {isOpen ? 'Open again' : 'Open preview'}
        </Button>
        {isOpen && (
          <>
            <Button variant="subtle" color="gray" onClick={preview.focus}>
              Go to the window
            </Button>
            <Button variant="subtle" color="gray" onClick={preview.close}>
              Close
            </Button>
          </>
        )}
      </div>
      <PreviewStatus phase={phase} />
      {phase === 'shown' && <p className={settings.hint}>Click an element in the picture to make a rule for it.</p>}
      {isOpen && (
        <div hidden={phase !== 'shown'}>
          <PreviewFrame preview={preview} picked={picked} onPick={setPicked} />
        </div>
      )}
      {picked && phase === 'shown' && (
        <PickedElement
          key={picked.selectors.map(({ selector }) => selector).join()}
          found={picked}
          onClose={() => setPicked(null)}
          onAdd={(key, selector) => {
            onAdd(key, selector)
            setPicked(null)
          }}
        />
      )}
    </>
  )
}
