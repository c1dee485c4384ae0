import { codeNames, passwordNames, secretNames } from '../secret-names.ts'
import type { Detector } from './detector.ts'
import { says } from './needs.ts'

const looseNames = String.raw`\b(?:key|code(?!>)|hash|state|session|nonce)\b`
/** What may stand between a name and its value, also in JSON, in JSON inside a string, in XML, in lists and in forms. */
const separator = String.raw`(?:[-_ ]?(?:confirm\w*|again|repeat|new|old|value|header|key|code|\d))?\\{0,3}["'\`]?\]?(?:(?:\s(?:is|ist|lautet|was))?\s{0,3}(?:=>|[:=：])\s{0,3}|>|(?<=["']),\s{0,2}|\s(?:value|content)=)\\{0,3}["'\`]?`
/** Words that say something about a secret instead of being one, and a word with which a sentence goes on. */
const prose = String.raw`/[\w.-]+/|(?:null|undefined|true|false|none|nan|yes|no|required|missing|invalid|expired|empty|incorrect|wrong|changed|reset|ok|failed|success|valid|string|str|bytes|buffer|u?int\d*array|any|unknown|number|boolean|object|function|hidden|must|should|is|was|not|oblig\w+|erforderlich|requ[ei]\w+|mind\w+|min|at|ungültig|falsch|incorrec\w+)(?![\w-])|(?<=: )[a-z]+\.?[ \t]+\S`
const quoted = (quote: string): string =>
  String.raw`(?<=\\${quote})(?:[^${quote}\\\n]|\\+(?![${quote}\\])){1,2048}|(?<=${quote})(?:[^${quote}\\\n]|\\.){1,2048}`
const value = String.raw`(?![\s[•*{<]|${prose})(?:${quoted('"')}|${quoted("'")}|(?<!["'])(?![\w.]{1,60}[({])(?:[^\s"'\`&;,<>(){}\\\]]|&(?![\w.%[\]-]{0,40}=|#?\w{1,8};)){1,2048})`

/** `password=…`, `"token": "…"`, `sid=…`, `pin: …`: what stands after a name that says so, and looks the part. */
export const assignment: Detector = {
  kind: 'secret',
  level: 'credentials',
  needs: says,
  pattern: new RegExp(
    `((?<!\\[)(?:(${passwordNames})|(${codeNames})|(${looseNames})|${secretNames})${separator})${value}`,
    'gi',
  ),
  valid: (found, password, code, loose) => {
    if (password) return true
    if (code) return /^\d{3,10}$/.test(found)
    if (!/^\S{6,}$/.test(found)) return false
    const digit = /\d/.test(found)
    const both = /[a-z]/.test(found) && /[A-Z]/.test(found)
    if (loose) return found.length > 19 && digit && both
    if (digit) return found.length > 7 || !/\D/.test(found)
    return found.length > (both ? 11 : 23)
  },
}
