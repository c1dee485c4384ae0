import type { Detector } from './detector.ts'
import { run } from './needs.ts'

/** Prefixes by which providers made their keys recognisable; a long rest with a digit follows. */
const prefixes = String.raw`(?:gh[pousr]|github_pat|npm|shp(?:at|ca|pa|ss)|do[opr]_v1|[sr]k_(?:live|test)|whsec|lin_(?:api|oauth)|ntn|hf|gsk|r8|nfp|tfp|sbp|figd|gl(?:c|sa)|sntry[su]|dckr_[op]at|pscale_\w{2,5}|rubygems|bkua|CCIPAT)_|(?:xox[a-z]|xapp|gl(?:pat|dt|rt|ptt|soat|ft|cbt|imt|agent)|[sv]k|pypi|GOCSPX|AGE-SECRET-KEY|sq0[a-z]{3}|PMAK|NRAK|xai|pplx|xkeysib|xsmtpsib|pul|HRKU|CFPAT)-|(?:ya29|hv[sbr]|SG|dp\.\w{2,6}|dt0c01|[sp]k\.eyJ\w{10,}|pat\w{14}|\w{14}\.atlasv1)\.|dapi|AIza|ATATT3|ATBB|LTAI|AKID`

export const apiKey: Detector = {
  kind: 'api-key',
  level: 'credentials',
  needs: run,
  pattern: new RegExp(
    String.raw`(?<![\w-])(?:(?:${prefixes})[\w.=-]{14,}[\w=-]|A[KS]IA[A-Z\d]{16}\b|[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,}|(?:bot)?\d{8,10}:AA[\w-]{30,}|(?:key-|SK)[\da-f]{32}\b|[\da-f]{32}-us\d{1,2}\b|hooks\.slack\.com/[\w/]{20,})`,
    'g',
  ),
  // Words joined by hyphens or underscores are a name.
  valid: (found) => /^A.IA|^.{4}.*\d/.test(found) && !/^[a-z\d]+(?:[_-][a-z]{2,}){2,}(?:[_-]\d+)?$/.test(found),
}
