import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { RecoveryCodes, type SecondStepSecret } from '@vitrine/protocol'
import { useMemo } from 'react'
import { encode } from 'uqr'
import { api } from '../../../shell/api.ts'
import { Failure } from '../../../shell/failure.tsx'
import { useFormCall } from '../../../shell/use-form-call.ts'
import { CopyCode } from '../../../ui/copy-code.tsx'
import { takeFocus } from '../../../ui/take-focus.ts'
import classes from '../account-page.module.css'

/** One path for all the dark squares: no mark-up of others' making comes into the page. */
function Qr({ text }: { text: string }) {
  const { size, path } = useMemo(() => {
    const { data, size } = encode(text, { border: 1 })
    const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])))
    return { size, path: squares.join('') }
  }, [text])
  return (
    <div className={classes.qr}>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn here: an image file would carry the secret */}
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label="QR code for the authenticator app">
        <path d={path} fill="#000" shapeRendering="crispEdges" />
      </svg>
    </div>
  )
}

type Props = { secret: SecondStepSecret; onDone: (codes: readonly string[]) => void }

/** The secret for the app, and the first code back. */
export function AppForm({ secret: { uri, secret }, onDone }: Props) {
  const form = useForm({ initialValues: { code: '' } })
  const { submit, pending, error } = useFormCall(form, {
    call: (values) => api.post('/api/account/second-step/confirm', RecoveryCodes, values),
    done: ({ codes }) => onDone(codes),
  })
  return (
    <form onSubmit={submit} className={classes.dialog} noValidate>
      {error && <Failure error={error} />}
      <span>Scan this with an authenticator app on your phone, or copy the key into it.</span>
      <Qr text={uri} />
      <CopyCode code={secret} label="Copy key" />
      <TextInput
        label="The code that the app shows"
        autoComplete="one-time-code"
        inputMode="numeric"
        ref={takeFocus}
        {...form.getInputProps('code')}
      />
      <Button type="submit" loading={pending}>
        Switch on
      </Button>
    </form>
  )
}
