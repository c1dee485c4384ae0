import { apiKey } from './api-key.ts'
import { assignment } from './assignment.ts'
import { authorization } from './authorization.ts'
import { card } from './card.ts'
import { cookie } from './cookie.ts'
import type { Detector } from './detector.ts'
import { email } from './email.ts'
import { iban } from './iban.ts'
import { ipv4, ipv6 } from './ip.ts'
import { jwt } from './jwt.ts'
import { login } from './login.ts'
import { namedId, nationalId } from './national-id.ts'
import { namedPhone, phone } from './phone.ts'
import { privateKey } from './private-key.ts'

/** In this order: what contains others comes first. */
export const detectors: readonly Detector[] = [
  privateKey,
  login,
  cookie,
  jwt,
  authorization,
  apiKey,
  assignment,
  email,
  iban,
  card,
  nationalId,
  namedId,
  phone,
  namedPhone,
  ipv6,
  ipv4,
]
