import { Alert, Badge, Skeleton } from '@mantine/core'
import { IconCircleCheck, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Keys } from '@vitrine/protocol'
import { api } from '../../shell/api.ts'
import { Failure } from '../../shell/failure.tsx'
import { CopyCode } from '../../ui/copy-code.tsx'
import { counted } from '../../ui/counted.ts'
import { Page } from '../../ui/page.tsx'
import { Section } from '../../ui/section.tsx'
import { briefTime } from '../../ui/time.ts'
import classes from './keys.module.css'

const states = {
  current: { label: 'In use', color: 'green' },
  next: { label: 'Being brought in', color: 'petrol' },
  previous: { label: 'Earlier', color: 'amber' },
  retired: { label: 'Destroyed', color: 'gray' },
} as const

const at = (moment: string | null) => (moment === null ? '–' : briefTime(Date.parse(moment)))

function story({ state, currentSince, retireAfter, retiredAt, createdAt }: Keys['keys'][number]): string {
  if (state === 'retired') return `destroyed on ${at(retiredAt)}`
  if (state === 'current') return `since ${at(currentSince ?? createdAt)}`
  if (state === 'next') return `made on ${at(createdAt)}`
  return retireAfter ? `kept until ${at(retireAfter)} for sign-ins and uploads that began with it` : 'still needed'
}

function Progress({ keys }: { keys: Keys }) {
  const current = keys.keys.find(({ state }) => state === 'current')
  const old = keys.holdings.filter(({ key }) => key !== current?.id)
  const count = old.reduce((sum, holding) => sum + holding.count, 0)
  if (count === 0)
    return (
      <Alert mb="md" color="green" icon={<IconCircleCheck size={18} />} title="Everything is under the key in use">
        No secret and no other key depends on an earlier one.
      </Alert>
    )
  return (
    <Alert
      mb="md"
      color="amber"
      icon={<IconRefresh size={18} />}
      title={`${counted(count, 'value is', 'values are')} under an earlier key`}
    >
      A change of the key was begun and not finished, or is running. Run the command below; it goes on where it stopped.
    </Alert>
  )
}

export function KeysPage() {
  const keys = useQuery({
    queryKey: ['keys'],
    queryFn: ({ signal }) => api.get('/api/administration/keys', Keys, signal),
    refetchInterval: 5_000,
  })
  return (
    <Page title="Keys" about="What protects the stored data: which key is in use, since when, and how to change it.">
      {keys.isError && <Failure error={keys.error} retry={() => void keys.refetch()} />}
      {keys.isPending && <Skeleton height={240} radius="lg" />}
      {keys.data && (
        <>
          <Progress keys={keys.data} />
          <Section
            title="Root keys"
            about={`They encrypt all other keys. They are themselves encrypted under the master key, which is held by ${keys.data.heldBy}.`}
          >
            <ul className={classes.list}>
              {keys.data.keys.map((key) => (
                <li key={key.id}>
                  <Badge variant="light" color={states[key.state].color}>
                    {states[key.state].label}
                  </Badge>
                  <code>{key.id}</code>
                  <span>{story(key)}</span>
                </li>
              ))}
            </ul>
          </Section>
          <Section
            title="What is encrypted directly under them"
            about="Everything else is under keys of its own, which are listed here."
          >
            <ul className={classes.list}>
              {keys.data.holdings.map(({ place, what, key, count }) => (
                <li key={`${place} ${key}`}>
                  <b>{count.toLocaleString('en')}</b>
                  <span>
                    {what} <code title={place}>{key}</code>
                  </span>
                </li>
              ))}
            </ul>
          </Section>
          <Section
            title="Change the keys"
            about="Once a year, and at once when somebody may have seen the master key. Nobody is signed out and nothing stops meanwhile. Back up the master key before and after."
          >
            <CopyCode code="npm run vitrine -- rotate-keys" label="Copy command" />
            <p className={classes.hint}>
              Run it on the server. It can be broken off at any time and goes on where it stopped; with{' '}
              <code>--check</code> it only tells what is under which key.
            </p>
          </Section>
          <Section title="Running processes" about="Each has to know a new key before it is used.">
            <ul className={classes.list}>
              {keys.data.processes.map(({ name, key }) => (
                <li key={name}>
                  <span>{name}</span>
                  <code>{key}</code>
                </li>
              ))}
            </ul>
          </Section>
        </>
      )}
    </Page>
  )
}
