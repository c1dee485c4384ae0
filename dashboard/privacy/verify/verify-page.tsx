import { Alert, FileInput } from '@mantine/core'
import { IconCircleCheck, IconCircleX, IconFileCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { ReceiptKeys, receiptKeysPath, type Verdict, verifyReceipt } from '@vitrine/protocol'
import { useState } from 'react'
import { api } from '../../shell/api.ts'
import { Failure } from '../../shell/failure.tsx'
import { Mark } from '../../shell/frame/mark.tsx'
import { CardPage } from '../../ui/card-page.tsx'
import { OutcomeList } from '../erase/outcome-list.tsx'
import { kindNames } from '../erase/subject-kinds.ts'
import classes from './verify-page.module.css'

const wrong = {
  'no-receipt': 'This file is not a receipt.',
  'unknown-key': 'This receipt was not signed by this installation.',
  altered: 'This receipt was changed after it was signed.',
} as const

const day = (text: string) => new Date(text).toLocaleDateString('en', { dateStyle: 'long' })

function Said({ verdict }: { verdict: Verdict }) {
  if (!verdict.valid)
    return (
      <Alert color="red" icon={<IconCircleX size={18} />} title="Not genuine">
        {wrong[verdict.why]}
      </Alert>
    )
  const { receipt } = verdict
  return (
    <>
      <Alert color="green" icon={<IconCircleCheck size={18} />} title="Genuine and unaltered">
        <dl className={classes.facts}>
          <dt>{kindNames[receipt.subject.kind]}</dt>
          <dd>
            <code>{receipt.subject.id}</code>
          </dd>
          <dt>Deleted, and every place read again</dt>
          <dd>{day(receipt.verifiedAt)}</dd>
          <dt>Copies in backups can’t be read from</dt>
          <dd>{day(receipt.keysGoneFromBackupsOn)}</dd>
          <dt>No backup has a copy from</dt>
          <dd>{day(receipt.goneFromBackupsOn)}</dd>
        </dl>
      </Alert>
      <OutcomeList stores={receipt.stores} />
    </>
  )
}

/** Checks a receipt in the browser: the file is read here and sent nowhere. */
export function VerifyPage() {
  const [file, setFile] = useState<File | null>(null)
  const check = useMutation({
    mutationFn: async (chosen: File) => {
      const { keys } = await api.get(receiptKeysPath, ReceiptKeys)
      return verifyReceipt(await chosen.text(), keys)
    },
  })
  return (
    <CardPage
      title="Check a receipt"
      mark={<Mark size={40} />}
      about="Whether a receipt of a deletion is genuine. The file stays in this browser."
    >
      <div className={classes.check}>
        <FileInput
          label="Receipt"
          placeholder="Choose or drop the file"
          leftSection={<IconFileCheck size={16} aria-hidden />}
          accept="application/json,.json"
          value={file}
          onChange={(chosen) => {
            setFile(chosen)
            if (chosen) check.mutate(chosen)
          }}
        />
        {check.error && <Failure error={check.error} />}
        {check.data && <Said verdict={check.data} />}
      </div>
    </CardPage>
  )
}
