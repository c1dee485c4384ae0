import type { Detector } from './detector.ts'
import { says } from './needs.ts'

/** The whole value of a `Cookie` or `Set-Cookie` header, in any notation. */
export const cookie: Detector = {
  kind: 'cookie',
  level: 'credentials',
  needs: says,
  pattern: /(\bcookie\\{0,3}["']?\]?\s{0,3}[:=,]\s{0,3}\\{0,3}\[?["']?)(?!\[)[\w!#$%&'*+.^`|~-]{1,128}=[^\r\n"'\\]+/gi,
}
