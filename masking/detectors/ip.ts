import type { Detector } from './detector.ts'
import { colons, dots } from './needs.ts'

/** IPv4 addresses; not versions, and not this machine itself. */
export const ipv4: Detector = {
  kind: 'ip',
  level: 'personal',
  needs: dots,
  pattern:
    /(?<![\w.-]|\w\/)(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?![\w-]|\.\d)(?<!\b(?:v|v?er(?:sion)?|firmware|driver|release|build|rev(?:ision)?|assembly|than)\b[^\d\n]{0,14}(?:\d[\d.]*[^\d\n]{1,24})?(?:\d+\.){3}\d+)/gi,
  valid: (found) => !/^(?:127|0|255)\.|\.0\.0\.0$/.test(found),
}

/** IPv6 addresses with eight groups or a `::`; not times, MAC addresses or `std::name`. */
export const ipv6: Detector = {
  kind: 'ip',
  level: 'personal',
  needs: colons,
  pattern: /(?<![\w.:-])(?=[\da-f]{0,4}:)[\da-f:.]{2,44}[\da-f](?![\w:-])/gi,
  valid: (found) => {
    const groups = found.split(/::?/).filter(Boolean)
    const short = found.split('::').length - 1
    const count = groups.length + (found.includes('.') ? 1 : 0)
    const whole = groups.every((group) => /^(?:[\da-f]{1,4}|[\d.]{7,15})$/i.test(group))
    if (!short) return whole && count === 8
    return whole && short === 1 && count > 1 && count < 8 && /\d/.test(found) && (count > 2 || /^\w{3}/.test(found))
  },
}
