import type { Plugin } from 'rolldown'

type Change = { why: string; from: string; to: string; times: number }

/** What pages would notice of the recorder. Each change has to be found, or the build stops. */
const changes: readonly Change[] = [
  {
    why: "its error handler also swallows what the page's own call threw, such as `sheet.insertRule('bad')`",
    from: 'apply: callbackWrapper(',
    to: 'apply: (',
    times: 8,
  },
  {
    why: 'some of its listeners let their own errors out',
    from: 'target.addEventListener(type, fn, options);',
    to: 'fn = ((own) => (event) => { try { own(event) } catch {} })(fn); target.addEventListener(type, fn, options);',
    times: 1,
  },
  {
    why: 'a strict content security policy reports style attributes, even of elements that are never shown',
    from: 'old.setAttribute("style", m.oldValue)',
    to: 'old.style.cssText = m.oldValue',
    times: 1,
  },
  {
    why: 'a blocked element without a class gets an attribute without a value, which is no data',
    from: 'class: attributes.class,',
    to: 'class: attributes.class ?? "",',
    times: 1,
  },
]

/** Canvas capture is never turned on; it brings along a worker as text. */
const canvas = { from: 'const jsContent =', to: 'class StylesheetManager {' }
const noCanvas = 'class CanvasManager { reset() {} freeze() {} unfreeze() {} lock() {} unlock() {} }\n'

function apply(code: string, { why, from, to, times }: Change): string {
  const found = code.split(from).length - 1
  if (found !== times) throw new Error(`@rrweb/record has "${from}" ${found} times instead of ${times}; ${why}`)
  return code.replaceAll(from, () => to)
}

function withoutCanvas(code: string): string {
  const [start, end] = [code.indexOf(canvas.from), code.indexOf(canvas.to)]
  if (start < 0 || end < start) throw new Error('@rrweb/record keeps canvas capture somewhere else now')
  return code.slice(0, start) + noCanvas + code.slice(end)
}

const later = 'const later = (run, ms) => setTimeout(() => { try { run() } catch {} }, ms);\n'

/** Errors in its timers and its warnings stay away from the page, too. */
const quiet = (code: string): string =>
  later + code.replaceAll(/\bsetTimeout\(/g, 'later(').replaceAll(/\bconsole\.(?:warn|debug|error)\(/g, 'void (')

/** Makes the recorder a quiet guest. */
export const adaptRecorder: Plugin = {
  name: 'adapt-recorder',
  transform: {
    filter: { id: /@rrweb[\\/]record[\\/]dist[\\/]record\.js$/ },
    handler: (code) => quiet(changes.reduce(apply, withoutCanvas(code))),
  },
}
