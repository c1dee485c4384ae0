import type { Detector } from './detector.ts'
import { at } from './needs.ts'

/** `user:password@` of a URL or connection string; also a bare token before the `@`. */
export const login: Detector = {
  kind: 'login',
  level: 'credentials',
  needs: at,
  pattern: /(:(?:\\?\/){2})(?!\[[\w-]+\]@)[^\s/?#"'<>@\\]{1,256}(?:@[^\s/?#"'<>@\\]{1,256}){0,2}(?=@)/g,
}
