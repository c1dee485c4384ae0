import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api, nothing } from '../../shell/api.ts'
import { Failure } from '../../shell/failure.tsx'
import { useFormCall } from '../../shell/use-form-call.ts'

const checkCode = (code: string) => (code.replaceAll(/[\s-]/g, '').length < 6 ? 'Enter the code.' : null)

/** The second step: a code of the app, or a recovery code. */
export function SecondStepForm({ onEnter, onBack }: { onEnter: () => void; onBack: () => void }) {
  const form = useForm({ initialValues: { code: '' }, validate: { code: checkCode } })
  const { submit, pending, error } = useFormCall(form, {
    call: (values) => api.post('/api/sign-in/second-step', nothing, values),
    done: onEnter,
  })
  return (
    <form onSubmit={submit} noValidate>
      {error && <Failure error={error} />}
      <TextInput
        label="Code"
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        {...form.getInputProps('code')}
      />
      <Button type="submit" loading={pending} fullWidth mt={4}>
        Sign in
      </Button>
      <Button variant="default" fullWidth onClick={onBack}>
        Start again
      </Button>
    </form>
  )
}
