/** Names of things that nobody else may know, as sources of regular expressions; `[-_ ]?` joins their words. */
export const passwordNames = String.raw`pass(?:wor[dt]|wd|phrase|code)|\bpass\b(?!:)|pwd|\b(?:pw|mdp)\b|kennwort|wachtwoord|contrase[ñn]a|mot[-_ ]?de[-_ ]?passe|\bsenha|parola|hasło|hesl[oå]|lösenord|пароль|şifre|密码|密碼|口令|パスワード|비밀번호`

export const secretNames = String.raw`secret|(?<!public_?key_?)token(?!s|[-_ ]?(?:count|type|usage|limit|expir))|authorization|credential|(?:api|access|private|account|signing|encryption|subscription|auth|license)[-_ ]?key|sess(?:ion)?[-_ ]?id|_session\b|[cx]srf|signature|\b(?:(?:s|ses)?sid|connect\.sid|jwt|sig|auth)\b`

/** One-time codes, PINs, card verification numbers: short, and digits. */
export const codeNames = String.raw`cv[cv]2?\b|\b(?:otp|pin|csc|tan|[m2]fa)\b|(?:security|verification|one[-_ ]?time)[-_ ]?code|sicherheitscode|prüfziffer`

const accountNames = String.raw`card[-_ ]?(?:num|no\b|code|holder)|cc[-_ ]?(?:num|no\b|exp)|(?:credit|debit)[-_ ]?card|kreditkart|karten[-_ ]?nummer|num[eé]ro[-_ ]?de[-_ ]?carte|tarjeta|卡号|iban|\bssn\b|\bpan\b|social[-_ ]?sec|sozialvers|tax[-_ ]?id|cookies?$`

const sensitive = new RegExp([passwordNames, secretNames, codeNames, accountNames].join('|'), 'i')
const autocomplete = /(?:^|\s)(?:cc-[\w-]+|(?:current|new)-password|one-time-code)(?:\s|$)/i

/** A key, parameter or field whose whole value is hidden, whatever it holds: `password`, `accessToken`, `cookie`, `ssn`. */
export const isSensitiveName = (name: string): boolean =>
  sensitive.test(name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll(/[_.]+/g, ' '))

/**
 * A field whose value is never captured in any mode: password, card, CVC, IBAN, national number, one-time code.
 * @param attributes of the element, as in the page
 * @param label the text of its labels, where known
 */
export function isSecretField(attributes: Readonly<Record<string, unknown>>, label = ''): boolean {
  const of = (name: string): string => String(attributes[name] ?? '').trim()
  const hints = [label, ...['name', 'id', 'placeholder', 'aria-label', 'title'].map(of)]
  // What is no name any more could say anything, and takes long to read.
  const tells = (hint: string): boolean => hint.length > 1_000 || isSensitiveName(hint)
  return /^password$/i.test(of('type')) || autocomplete.test(of('autocomplete')) || hints.some(tells)
}
