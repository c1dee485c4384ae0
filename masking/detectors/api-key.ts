import type { Detector } from './detector.ts'

/** Prefixes by which providers made their keys recognisable; a long rest with a digit follows. */
const prefixes = String.raw`(?:gh[pousr]|github_pat|npm|shp(?:at|ca|pa|ss)|do[opr]_v1|[sr]k_(?:live|test)|whsec|lin_api|ntn|hf)_|(?:xox[a-z]|xapp|gl(?:pat|dt|rt|ptt|soat)|[sv]k|pypi|GOCSPX|AGE-SECRET-KEY|sq0[a-z]{3})-|(?:ya29|hv[sb]|SG)\.|dapi|AIza|\d{8,10}:AA`

export const apiKey: Detector = {
  kind: 'api-key',
  level: 'credentials',
  pattern: new RegExp(
    String.raw`\b(?:(?:${prefixes})[\w.=-]{16,}|A[KS]IA[A-Z\d]{16}\b|(?:key-|SK)[\da-f]{32}\b|hooks\.slack\.com/[\w/]{20,})`,
    'g',
  ),
  valid: (found) => /\d/.test(found.slice(4)),
}
