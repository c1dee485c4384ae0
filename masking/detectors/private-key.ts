import type { Detector } from './detector.ts'
import { dashes } from './needs.ts'

/** PEM and PGP private keys. A block that was cut off goes up to the end of the text. */
export const privateKey: Detector = {
  kind: 'private-key',
  level: 'credentials',
  needs: dashes,
  pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----[^]*?(?:-----END [A-Z ]{0,40}-----|$)/g,
}
