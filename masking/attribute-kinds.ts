const oneOf = (words: string): RegExp => new RegExp(`^(?:${words.replaceAll(' ', '|')})$`, 'i')

/** Never recorded: code, one-time values, and documents that are recorded anyway. */
export const never = oneOf('on.* nonce integrity ping srcdoc')

export const address = oneOf(
  '(?:xlink:)?href (?:rr_)?src (?:form)?action poster data cite background longdesc codebase usemap icon lowsrc',
)
export const addresses = oneOf('(?:image)?srcset')

/** What people read or hear. */
export const words = oneOf(
  'title alt placeholder label summary abbr aria-(?:label|(?:role)?description|valuetext|placeholder|braille.*)',
)

/** Names that elements refer to each other by; style sheets depend on them. */
export const reference = oneOf(
  'class id name for form list headers slot part exportparts is aria-(?:labelledby|describedby|controls|owns|activedescendant|details|flowto|errormessage) (?:popover|command)(?:target|for)',
)

/** Shape and behaviour: kept while the value looks like a keyword, a number or a list of them. */
export const keyword = oneOf(
  'type role rel as dir lang charset media sizes target method enctype accept auto(?:complete|capitalize|correct|focus|play) inputmode enterkeyhint spellcheck translate contenteditable draggable hidden inert open disabled readonly required multiple checked selected default defer async controls loop muted playsinline preload loading decoding fetchpriority crossorigin referrerpolicy sandbox allow allowfullscreen frameborder scrolling scope wrap kind shape reversed popover http-equiv property v?align bgcolor face size border nowrap tabindex width height colspan rowspan span cols rows start min max step low high optimum minlength maxlength margin(?:width|height) cell(?:padding|spacing) [hv]space rr_(?:width|height|open_mode|scroll.*|media.*) data-vitrine',
)

/** Elements whose attributes draw. */
export const drawing = oneOf(
  'svg g path circle rect line poly(?:gon|line) ellipse t(?:ext|span|extpath) defs use symbol (?:linear|radial)gradient stop clippath mask pattern marker filter fe[a-z]+ animate[a-z]* image foreignobject m(?:ath|row|i|n|o|sup|sub|frac|sqrt)',
)

/** Numbers and single letters: paths, points, transforms. */
export const geometry = oneOf('d points viewBox values path stroke-dasharray key(?:Times|Splines) [a-z]*transform')

/** Attributes that style sheets commonly select on, where they hold a state word. */
export const stateful = oneOf(
  'aria-[a-z]+ data-(?:theme|mode|state|side|align|orientation|size|variant|colou?r|(?:bs|mantine|radix|headlessui)-[\\w-]+|disabled|active|selected|checked|open|expanded|loading|hidden|visible|placement|position|direction|level|layout)',
)
