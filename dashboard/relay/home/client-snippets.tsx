import { Tabs } from '@mantine/core'
import { CopyCode } from '../../ui/copy-code.tsx'
import { Section } from '../../ui/section.tsx'
import type { Client } from './clients.ts'
import classes from './home.module.css'

/** For each official client its base URL and a program that works. */
export function ClientSnippets({ clients }: { clients: readonly Client[] }) {
  return (
    <Section
      title="Point your client here"
      about="Keep the client you have. Only its base URL and its key change; whichever client, it may ask any model."
    >
      <Tabs defaultValue={clients[0]?.id ?? ''} keepMounted={false}>
        <Tabs.List mb="sm">
          {clients.map(({ id, name }) => (
            <Tabs.Tab key={id} value={id}>
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {clients.map(({ id, name, baseUrl, code }) => (
          <Tabs.Panel key={id} value={id}>
            <p className={classes.hint}>Base URL</p>
            <CopyCode code={baseUrl} label={`Copy base URL for ${name}`} />
            <p className={classes.hint}>A program that works, with your key in the environment as VITRINE_KEY</p>
            <CopyCode code={code} label={`Copy program for ${name}`} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Section>
  )
}
