import { expect, test } from 'vitest'
import { isSecretField } from './secret-names.ts'

test.each([
  { type: 'password' },
  { type: ' PASSWORD ' },
  { autocomplete: 'section-a billing cc-number' },
  { autocomplete: 'new-password' },
  { autocomplete: 'one-time-code' },
  { name: 'cardNumber' },
  { name: 'cc_num' },
  { id: 'card-cvc' },
  { id: 'user_cvv' },
  { name: 'pin' },
  { name: 'user[ssn]' },
  { placeholder: 'IBAN' },
  { 'aria-label': 'Card number' },
  { title: 'Kreditkartennummer' },
  { name: 'Passwort2' },
  { placeholder: 'Numéro de carte' },
  { placeholder: '密码' },
  { name: 'securityCode' },
])('%o is secret', (attributes) => expect(isSecretField(attributes)).toBe(true))

test.each([
  { type: 'text', name: 'q' },
  { name: 'shipping' },
  { name: 'compass' },
  { autocomplete: 'email' },
  { placeholder: 'Discard reason' },
  { id: 'pinterest' },
  {},
])('%o is not', (attributes) => expect(isSecretField(attributes)).toBe(false))

test('a label says it too', () => {
  expect(isSecretField({ id: 'f1' }, 'CVC')).toBe(true)
  expect(isSecretField({ id: 'f1' }, 'First name')).toBe(false)
})
