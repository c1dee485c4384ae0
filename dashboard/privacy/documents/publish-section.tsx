import { Switch } from '@mantine/core'
import { Failure } from '../../shell/failure.tsx'
import { installation } from '../../shell/installation.ts'
import { CopyCode } from '../../ui/copy-code.tsx'
import { Section } from '../../ui/section.tsx'
import classes from './documents.module.css'
import { usePublish } from './use-documents.ts'

type Props = { at: string; publicAddress: string | null; mayChange: boolean }

/** Whether everybody with the address may read a project's documents. */
export function PublishSection({ at, publicAddress, mayChange }: Props) {
  const publish = usePublish(at)
  return (
    <Section
      title="For your visitors"
      about="Link your own privacy notice to these documents. The address can’t be guessed; taking it back ends it for good."
    >
      <Switch
        label="Everybody who has the address may read them"
        checked={publicAddress !== null}
        disabled={!mayChange || publish.isPending}
        onChange={({ currentTarget }) => publish.mutate(currentTarget.checked)}
      />
      {publish.isError && <Failure error={publish.error} />}
      {publicAddress && (
        <div className={classes.address}>
          <CopyCode code={`${installation.server}${publicAddress}`} label="Copy the public address" />
        </div>
      )}
    </Section>
  )
}
