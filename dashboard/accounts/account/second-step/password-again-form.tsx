import { Button, PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Failure } from '../../../shell/failure.tsx'
import { useFormCall } from '../../../shell/use-form-call.ts'
import { checkFilled } from '../../fields.ts'
import classes from '../account-page.module.css'

type Props = { danger: boolean; prove: (password: string) => Promise<unknown> }

/** The password once more, so that an open browser is not enough. */
export function PasswordAgainForm({ danger, prove }: Props) {
  const form = useForm({ initialValues: { password: '' }, validate: { password: checkFilled } })
  const { submit, pending, error } = useFormCall(form, { call: ({ password }) => prove(password), done: () => {} })
  return (
    <form onSubmit={submit} className={classes.dialog} noValidate>
      {error && <Failure error={error} />}
      {danger && <span>From then on your password alone signs you in.</span>}
      <PasswordInput
        label="Your password"
        autoComplete="current-password"
        data-autofocus
        {...form.getInputProps('password')}
      />
      <Button type="submit" loading={pending} color={danger ? 'red' : 'petrol'}>
        {danger ? 'Switch off' : 'Go on'}
      </Button>
    </form>
  )
}
