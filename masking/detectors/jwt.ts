import type { Detector } from './detector.ts'
import { run } from './needs.ts'

/** JSON Web Tokens, signed, unsigned or encrypted: a header that starts with `{"`, then a payload. */
export const jwt: Detector = {
  kind: 'jwt',
  level: 'credentials',
  needs: run,
  pattern: /(?<![\w-]|\b[sp]k\.)eyJ[\w-]{9,}\.[\w-]{8,}(?:\.[\w-]*){0,4}/g,
}
