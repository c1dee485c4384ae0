import { fileCanaries, plantedCanaries, plantedSecrets } from './planted/all.ts'
import type { Plant, Secret } from './planted/secret.ts'

export { besidePicture, fileCanaries, plantedCanaries, plantedSecrets } from './planted/all.ts'
export type { Secret } from './planted/secret.ts'

const everyPlant = [...plantedSecrets, ...plantedCanaries, ...fileCanaries].map(({ plant }) => plant)

/**
 * The page with every secret and canary in it. Clicking `#later` adds the rest; `window.planted` is then `true`.
 * @param head markup for the start of the head: the snippet's script tag
 */
export function plantedPage(head = ''): string {
  const plants = everyPlant
  const all = (part: 'head' | 'body' | 'run' | 'later') => plants.flatMap((plant) => plant[part] ?? [])
  const guarded = (code: string) => `try { ${code} } catch (error) { (window.plantErrors ??= []).push(String(error)) }`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">${head}
${all('head').join('\n')}
</head><body>
<button id="later">Continue</button>
${all('body').join('\n')}
<script>
${all('run').map(guarded).join('\n')}
document.getElementById('later').addEventListener('click', () => {
${all('later').map(guarded).join('\n')}
window.planted = true
})
</script></body></html>`
}

/** Files that the page with the secrets needs, by their paths. */
export const plantedFiles = Object.assign({}, ...everyPlant.map(({ files }) => files)) as NonNullable<Plant['files']>

/** Every form in which a value may rest somewhere: escaped, encoded, at any offset inside of base64. */
export function encodings(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1)
  const url = encodeURIComponent(value)
  const forms = [
    value,
    value.toLowerCase(),
    json,
    JSON.stringify(json).slice(1, -1),
    url,
    url.toLowerCase(),
    url.replaceAll('%20', '+'),
    encodeURIComponent(url),
    Buffer.from(value).toString('hex'),
    Buffer.from(value, 'utf16le').toString('latin1'),
    ...[value, json].flatMap(insideBase64),
  ]
  return [...new Set(forms)]
}

/** What of the base64 doesn't depend on what stands around the value, for each of the three offsets. */
function insideBase64(value: string): string[] {
  const inner = [0, 1, 2].map((offset) => {
    const base64 = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)])
      .toString('base64')
      .replace(/=+$/, '')
    const whole = Math.floor(((offset + Buffer.byteLength(value)) * 8) / 6)
    return base64.slice(Math.ceil((offset * 8) / 6), whole)
  })
  return inner.flatMap((part) => [part, part.replaceAll('+', '-').replaceAll('/', '_')])
}

export type Haystack = { readonly name: string; readonly content: string | Uint8Array }
export type Found = { readonly id: string; readonly where: string; readonly as: string; readonly around: string }

/** Where any form of any secret occurs. Bytes are searched as they are, as latin1. */
export function search(haystacks: Iterable<Haystack>, secrets: readonly Pick<Secret, 'id' | 'value'>[]): Found[] {
  const needles = secrets.flatMap(({ id, value }) => encodings(value).map((form) => ({ id, form })))
  return Array.from(haystacks).flatMap(({ name, content }) => {
    const texts =
      typeof content === 'string'
        ? [content]
        : [Buffer.from(content).toString('latin1'), Buffer.from(content).toString('utf8')]
    return texts.flatMap((text) =>
      needles.flatMap(({ id, form }) => {
        const at = text.indexOf(form)
        return at < 0
          ? []
          : [{ id, where: name, as: form, around: text.slice(Math.max(0, at - 80), at + form.length + 40) }]
      }),
    )
  })
}
