import { Switch, Textarea } from '@mantine/core'
import type { Project } from '@vitrine/protocol'
import { useState } from 'react'
import { Section } from '../../ui/section.tsx'
import { SaveBar } from './save-bar.tsx'
import { linesOf } from './selectors.ts'
import classes from './settings.module.css'
import { useDraft } from './use-draft.ts'

type Capture = Project['capture']

const switches: readonly { key: 'canvas' | 'assets' | 'voice'; label: string; does: string }[] = [
  {
    key: 'assets',
    label: 'Keep style sheets, fonts and images',
    does: 'A replay looks right after your next release, too.',
  },
  { key: 'voice', label: 'Visitors may speak', does: 'They can record a voice note with their report.' },
  {
    key: 'canvas',
    label: 'Pictures of canvases',
    does: 'At most two a second. Pixels cannot be masked: leave it off where canvases show personal data.',
  },
]

const lists: readonly { key: 'bodies' | 'sockets'; label: string; does: string; example: string }[] = [
  {
    key: 'bodies',
    label: 'Requests whose contents are kept',
    does: 'What pages send there, and what they read of the answers.',
    example: '/api/orders/*\nhttps://api.shop.example/*',
  },
  {
    key: 'sockets',
    label: 'WebSockets whose messages are kept',
    does: 'At most twenty messages a second; of others only their sizes.',
    example: 'wss://live.shop.example/*',
  },
]

/** What the project can't take, in words; null when all is fine. */
const problemOf = (addresses: readonly string[]): string | null =>
  addresses.length > 50
    ? 'At most 50 addresses.'
    : addresses.some((address) => address.length > 300)
      ? 'At most 300 characters a line.'
      : null

type ListProps = Omit<(typeof lists)[number], 'key'> & { addresses: string[]; onChange: (next: string[]) => void }

function Addresses({ label, does, example, addresses, onChange }: ListProps) {
  // The text keeps blank lines that the list has no place for.
  const [text, setText] = useState<string>()
  return (
    <Textarea
      label={label}
      description={does}
      placeholder={example}
      autosize
      minRows={2}
      maxRows={10}
      spellCheck={false}
      classNames={{ input: classes.mono }}
      value={text ?? addresses.join('\n')}
      error={problemOf(addresses)}
      onBlur={() => setText(undefined)}
      onChange={(event) => {
        setText(event.currentTarget.value)
        onChange(linesOf(event.currentTarget.value))
      }}
    />
  )
}

export function CaptureSection({ project }: { project: Project }) {
  const { value, setValue, ...saving } = useDraft(project, 'capture')
  const change = (part: Partial<Capture>) => setValue({ ...value, ...part })
  const obstacle = lists.map(({ key }) => problemOf(value[key])).find(Boolean)
  return (
    <Section
      title="Capture"
      about="What reports carry beside the page itself. Contents are masked like everything else, and cut at 20,000 characters."
    >
      <div className={classes.rules}>
        {switches.map(({ key, label, does }) => (
          <Switch
            key={key}
            label={label}
            description={does}
            checked={value[key]}
            onChange={(event) => change({ [key]: event.currentTarget.checked })}
          />
        ))}
      </div>
      <h3 className={classes.subtitle}>Contents</h3>
      <p className={classes.hint}>
        One address a line; <code>*</code> stands for anything. A path alone means the page's own host. Nothing is
        looked at where no address is named.
      </p>
      <div className={classes.rules}>
        {lists.map(({ key, ...list }) => (
          <Addresses
            key={key}
            {...list}
            addresses={value[key]}
            onChange={(addresses) => change({ [key]: addresses })}
          />
        ))}
      </div>
      <SaveBar {...saving} obstacle={obstacle ?? null} />
    </Section>
  )
}
