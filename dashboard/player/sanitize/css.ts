/** What may be loaded without asking anybody: it is in the address itself. */
const carried = /^\s*(data:(image|font|audio|video)\/|data:application\/(x-)?font|data:,|#)/i

/** Where in the frame a recorded address lies, if its file was sent along. */
export type Resolve = (address: string) => string | undefined

export const isCarried = (address: string): boolean => carried.test(address)

const nothing = 'data:,'
const mayLoad = /url|@|\\|image|src|cross-fade/i

/** Letters that were written as escapes, as letters: `u\72l(` is `url(`. Other escapes stay as they are. */
const plainLetters = (css: string): string =>
  css.replace(/\\(?:([0-9a-f]{1,6})(?:\r\n|[ \t\r\n\f])?|([\s\S]))/gi, (escape, hex?: string, plain?: string) => {
    const letter = hex ? String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff)) : (plain ?? '')
    return /^[a-z]$/i.test(letter) ? letter : escape
  })

/**
 * A string or comment that holds `url(` makes what follows read otherwise here than in a browser. So each place is looked
 * at by itself, whatever is around it: what does not begin with something carried is no function any more. Its new name
 * begins with a sign that is none of an escape before it.
 */
const strayUrl =
  /\burl\((?!\s*["']?\s*(?:data:(?:image|font|audio|video)\/|data:application\/(?:x-)?font|data:,|blob:|#|%23))/gi
/** The same of functions that take an address as a plain string, or from a variable. */
const strayPicture =
  /\b(?:image(?:(?:-|\\-|\\0*2d\s?)set)?|cross(?:-|\\-|\\0*2d\s?)fade|src)\((?!(?:[\s\w,.%+-]|type\("[\w/+-]*"\)|url\((?:"(?:data|blob):[^"\\\n\r\f]*"|(?:data|blob):[^\s"'()\\]*)\)|"data:[^"\\\n\r\f]*"|'data:[^'\\\n\r\f]*')*\))/gi

/** Takes every address out of CSS that would be fetched; what is carried or lies in the frame stays. */
function withoutAddresses(css: string, resolve: Resolve): string {
  return plainLetters(css)
    .replace(/@import\b/gi, '@no-import')
    .replace(
      /\burl\(\s*("(?:[^"\\]|\\[\s\S])*"?|'(?:[^'\\]|\\[\s\S])*'?|[^)]*)\s*(?=\)|$)/gi,
      (whole, written: string) => {
        const quoted = /^["']/.test(written)
        const address = quoted ? written.slice(1) : written
        if (isCarried(address)) return whole
        return `url("${resolve(address.replace(/["'\s]*$/, '')) ?? nothing}"`
      },
    )
    .replace(/\b(image-set|image|cross-fade|src)\((?!url)[^;{}]*/gi, (call) =>
      call.replace(/(["'])((?:(?!\1)[^\\]|\\[\s\S])*)\1?/g, (string, _quote, address: string) =>
        isCarried(address) || address === '' ? string : `"${nothing}"`,
      ),
    )
    .replace(strayUrl, '_no$&')
    .replace(strayPicture, '_no$&')
}

const most = 200
const read = new WeakMap<Resolve, Map<string, string>>()
export const nowhere: Resolve = () => undefined

/** CSS that asks for nothing. `resolve` answers the same for as long as it is the same. Long texts are remembered: a recording shows the same sheets again and again. */
export function safeCss(css: string, resolve: Resolve = nowhere): string {
  if (!mayLoad.test(css)) return css
  if (css.length < 1_000) return withoutAddresses(css, resolve)
  const known = read.get(resolve) ?? new Map<string, string>()
  read.set(resolve, known)
  const before = known.get(css)
  if (before !== undefined) return before
  const safe = withoutAddresses(css, resolve)
  if (known.size >= most) known.clear()
  known.set(css, safe)
  return safe
}
