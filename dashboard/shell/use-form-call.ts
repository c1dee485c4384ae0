import type { UseFormReturnType } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { RequestFailed } from './request-failed.ts'

type About<Values, Answer> = { call: (values: Values) => Promise<Answer>; done: (answer: Answer) => unknown }

/** Sends a checked form. What the server says about a field lands at the field; the rest is `error`. */
export function useFormCall<Values extends object, Answer>(
  form: UseFormReturnType<Values>,
  { call, done }: About<Values, Answer>,
) {
  const sending = useMutation({
    mutationFn: call,
    onSuccess: done,
    onError: (error) => {
      if (error instanceof RequestFailed) form.setErrors(error.fields)
    },
  })
  const atFields = sending.error instanceof RequestFailed && Object.keys(sending.error.fields).length > 0
  return {
    submit: form.onSubmit((values) => sending.mutate(values)),
    pending: sending.isPending,
    error: atFields ? null : sending.error,
    /** Also what is said at a field. */
    problem: sending.error,
  }
}
