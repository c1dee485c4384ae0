/** What may stand between the name of something and its value: in prose, JSON, JSON inside a string, markup, lists, forms. */
export const between = String.raw`[\\"'\x60)\]]{0,4}(?:\s{0,3}(?:=>|[:=：>,])\s{0,3}|\s(?:(?:is|ist|est|es|value=|content=)\s?)?|(?=<))(?:<[^<>]{1,60}>){0,3}[\\"'\x60]{0,4}`

/** `number`, `no.`, `Nr.` after a name. */
export const numberWord = String.raw`(?:[-_ ]?(?:n(?:[or°]|um\w{0,4})|id|号码?|번호|#)\b)?\.?`
