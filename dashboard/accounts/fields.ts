import { DisplayName, Email, Password } from '@vitrine/protocol'

type Check = (value: string) => string | null
const check =
  (schema: { safeParse: (value: unknown) => { success: boolean } }, advice: string): Check =>
  (value) =>
    schema.safeParse(value).success ? null : advice

export const checkEmail = check(Email, 'Enter an e-mail address, such as ada@example.com.')
export const checkPassword = check(Password, 'Choose at least 12 characters.')
export const checkName = check(DisplayName, 'Enter a name of at most 100 characters.')
export const checkFilled: Check = (value) => (value === '' ? 'Enter your password.' : null)
