import { Button, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconEraser, IconLink } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { VisitorLink } from '@vitrine/protocol'
import { type SubmitEvent, useState } from 'react'
import { api } from '../../shell/api.ts'
import { Failure } from '../../shell/failure.tsx'
import { CopyCode } from '../../ui/copy-code.tsx'
import { Section } from '../../ui/section.tsx'
import { EraseDialog } from '../erase/erase-dialog.tsx'
import classes from './visitor-search.module.css'

/** Everything of one visitor, by the id that the client's own site knows them by. */
export function VisitorSearch({ projectId }: { projectId: string }) {
  const [externalId, setExternalId] = useState('')
  const [opened, { open, close }] = useDisclosure()
  const queries = useQueryClient()
  const link = useMutation({
    mutationFn: () => api.post(`/api/projects/${projectId}/visitor-links`, VisitorLink, { externalId }),
  })
  const erased = async () => {
    close()
    setExternalId('')
    await queries.invalidateQueries({ queryKey: ['erasures', projectId] })
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    open()
  }
  return (
    <Section
      title="A visitor asks for their data to be deleted"
      about="Enter the id that your own site knows them by, as it is given to the snippet. You see what there is before anything is deleted."
    >
      <form className={classes.search} onSubmit={submit}>
        <TextInput
          label="Visitor’s id"
          placeholder="customer-4711"
          value={externalId}
          onChange={(event) => {
            link.reset()
            setExternalId(event.currentTarget.value)
          }}
          className={classes.field}
        />
        <Button type="submit" disabled={!externalId.trim()} leftSection={<IconEraser size={16} aria-hidden />}>
          Look and delete
        </Button>
        <Button
          variant="default"
          disabled={!externalId.trim()}
          loading={link.isPending}
          onClick={() => link.mutate()}
          leftSection={<IconLink size={16} aria-hidden />}
        >
          Link for the visitor
        </Button>
      </form>
      {link.error && <Failure error={link.error} />}
      {link.data && (
        <output className={classes.link}>
          <b>Link for this visitor, good for an hour</b>
          <p>Whoever has it sees what is held of them and can have it deleted. Give it to nobody else.</p>
          <CopyCode code={link.data.url} label="Copy the link" cut />
        </output>
      )}
      <EraseDialog
        opened={opened}
        onClose={close}
        subject={{ kind: 'visitor', projectId, externalId: externalId.trim() }}
        title="Delete everything of this visitor?"
        onErased={() => void erased()}
      />
    </Section>
  )
}
