import type { Detector } from './detector.ts'
import { at } from './needs.ts'

const file = /\.(?:png|jpe?g|gif|webp|avif|svg|css|m?[jt]sx?|json|map|html?|woff2?|md|ya?ml|tgz|zip|pdf|service)$/i

/** Addresses, also international ones; not `icon@2x.png`, `pkg@1.2.3` or `git@host`. */
export const email: Detector = {
  kind: 'email',
  level: 'personal',
  needs: at,
  pattern:
    /(?<![\w.%+\u00c0-\u1fff\u3040-\u9fff-])[\w.%+\u00c0-\u1fff\u3040-\u9fff-][\w.%+'\u00c0-\u1fff\u3040-\u9fff-]{0,99}@[a-z\d\u00c0-\u9fff-]{1,63}(?:\.[a-z\d\u00c0-\u9fff-]{1,63}){0,5}\.(?:[a-z\u00c0-\u9fff]{2,24}|xn--[a-z\d-]{2,50})(?![\w\u00c0-\u9fff-])/gi,
  valid: (found) => !/^git@|@\d+\.\d/.test(found) && !file.test(found),
}
