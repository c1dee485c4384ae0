/** What a text must hold before detectors look at it. Shared, so that ordinary text is read a few times and not thirty. */
export const at = /@/
/** Between a name and its value. */
export const says = /[:=>,：]|["'] /
/** Enough digits for a number of its own, however they are grouped. */
export const long = /\d[\d \u00a0()./+-]{4,}\d/
export const number = /\d(?:[A-Z \u00a0./-]{0,2}\d){5}|[A-Z]{2}\d\d[ \u00a0-]?[A-Z\d]{4}/i
/** Long enough for a key. */
export const run = /[\w-]{15}/
export const dots = /\d\.\d+\.\d/
export const colons = /:[\da-f]{0,4}:/i
export const dashes = /-----BEGIN/
export const scheme = /bearer|basic|digest|apikey|token/i
