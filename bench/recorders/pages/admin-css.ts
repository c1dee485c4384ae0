const scales = {
  '0': '0',
  '1': '.25rem',
  '2': '.5rem',
  '3': '.75rem',
  '4': '1rem',
  '5': '1.5rem',
  '6': '2rem',
  '7': '3rem',
}
const tones = ['primary', 'neutral', 'success', 'info', 'warning', 'danger', 'muted', 'accent']
const sides = {
  '': [''],
  t: ['-top'],
  b: ['-bottom'],
  s: ['-inline-start'],
  e: ['-inline-end'],
  x: ['-inline'],
  y: ['-block'],
}
const widths = { '': 0, 'sm-': 600, 'md-': 800, 'lg-': 1_040, 'xl-': 1_280, 'xxl-': 1_520 }

const join = <T>(list: readonly T[], make: (one: T, index: number) => string) => list.map(make).join('\n')

const spacing = (prefix: string) =>
  join(Object.entries(scales), ([step, size]) =>
    join(['padding', 'margin'], (what) =>
      join(
        Object.entries(sides),
        ([side, [edge]]) => `.${prefix}${what[0]}${side}-${step} { ${what}${edge}: ${size} !important }`,
      ),
    ),
  )

const grid = (prefix: string) =>
  join(Array.from({ length: 12 }), (_, i) => {
    const share = `${((i + 1) / 0.12).toFixed(6)}%`
    return `.${prefix}col-${i + 1} { flex: 0 0 auto; width: ${share} }\n.${prefix}offset-${i + 1} { margin-inline-start: ${share} }\n.${prefix}order-${i} { order: ${i} }`
  })

const layout = (prefix: string) =>
  join(
    [
      ['block', 'display: block'],
      ['inline', 'display: inline-block'],
      ['flex', 'display: flex'],
      ['grid', 'display: grid'],
      ['none', 'display: none'],
      ['row', 'flex-direction: row'],
      ['column', 'flex-direction: column'],
      ['wrap', 'flex-wrap: wrap'],
      ['between', 'justify-content: space-between'],
      ['center', 'justify-content: center; align-items: center'],
      ['end', 'justify-content: flex-end'],
      ['grow', 'flex: 1 1 auto'],
      ['text-start', 'text-align: start'],
      ['text-center', 'text-align: center'],
      ['text-end', 'text-align: end'],
    ],
    ([name, rule]) => `.${prefix}${name} { ${rule} !important }`,
  )

const toned = (tone: string, i: number) => `
.button-${tone} { color: #fff; background: hsl(${i * 45} 65% 42%); border: 1px solid hsl(${i * 45} 65% 36%); box-shadow: inset 0 1px 0 hsl(0 0% 100% / .15) }
.button-${tone}:hover { background: hsl(${i * 45} 65% 36%); border-color: hsl(${i * 45} 65% 30%) }
.button-${tone}:focus-visible { outline: 3px solid hsl(${i * 45} 65% 70% / .6); outline-offset: 2px }
.button-${tone}:disabled, .button-${tone}[aria-busy="true"] { opacity: .65; pointer-events: none; background: hsl(${i * 45} 20% 60%) }
.button-outline-${tone} { color: hsl(${i * 45} 65% 42%); border: 1px solid currentcolor; background: transparent }
.button-outline-${tone}:hover { color: #fff; background: hsl(${i * 45} 65% 42%) }
.badge-${tone} { color: hsl(${i * 45} 65% 30%); background: hsl(${i * 45} 65% 92%); border-radius: 99px; padding: .1em .6em; font-size: .75em }
.alert-${tone} { color: hsl(${i * 45} 65% 25%); background: linear-gradient(hsl(${i * 45} 65% 96%), hsl(${i * 45} 65% 92%)); border: 1px solid hsl(${i * 45} 65% 80%) }
.text-${tone} { color: hsl(${i * 45} 65% 36%) !important } .fill-${tone} { background-color: hsl(${i * 45} 65% 42%) !important }
.table-${tone} > :not(caption) > * > * { background: hsl(${i * 45} 65% 95%); color: #222; border-color: hsl(${i * 45} 30% 80%) }
.progress-${tone}::before { content: ""; display: block; height: 100%; background: repeating-linear-gradient(45deg, hsl(${i * 45} 65% 42%) 0 10px, hsl(${i * 45} 65% 48%) 10px 20px) }
`

const component = (name: string, i: number) => `
.${name} { position: relative; display: flex; gap: ${4 + (i % 5) * 2}px; padding: var(--gap-${i % 6}, 12px); border-radius: var(--radius, 8px); background: var(--surface, #fff); color: var(--ink, #1d2130); transition: box-shadow .15s ease-in-out, transform .15s ease-in-out }
.${name}-header { display: flex; align-items: center; justify-content: space-between; min-height: ${36 + (i % 4) * 4}px; border-bottom: 1px solid var(--line, #e4e6ee); font-weight: 600 }
.${name}-body { flex: 1 1 auto; min-width: 0; padding: ${8 + (i % 4) * 4}px; overflow-wrap: anywhere }
.${name}-footer { display: flex; justify-content: flex-end; gap: 8px; padding-block: 8px; color: var(--ink-soft, #5b6075); font-size: .875rem }
.${name}.is-active, .${name}[aria-selected="true"] { box-shadow: 0 0 0 2px var(--focus, #4d6bfe), 0 ${i % 9}px ${(i % 9) * 3}px hsl(230 30% 20% / .12) }
.${name}:hover > .${name}-header { background: color-mix(in srgb, var(--surface, #fff) 92%, var(--focus, #4d6bfe)) }
@media (max-width: 600px) { .${name} { flex-direction: column; padding: 8px } .${name}-footer { flex-wrap: wrap } }
@media (prefers-color-scheme: dark) { .${name} { background: var(--surface-dark, #1b1e2a); color: var(--ink-dark, #e8eaf4) } }
`

/** The same numbers in every run, as little alike as those of a designer. */
const chance = (seed: number) => ((Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ (seed * 2_654_435_761)) >>> 0) / 2 ** 32

const looks: readonly ((a: number, b: number) => string)[] = [
  (a, b) => `color: #${((a * 0xffffff) | 0).toString(16).padStart(6, '0')}; letter-spacing: ${(b / 10).toFixed(3)}em`,
  (a, b) =>
    `box-shadow: 0 ${(a * 6).toFixed(1)}px ${(b * 30).toFixed(1)}px rgb(${(a * 90) | 0} ${(b * 90) | 0} 60 / .${(10 + a * 30) | 0})`,
  (a, b) => `padding: ${(a * 1.5).toFixed(3)}rem ${(b * 2).toFixed(3)}rem; line-height: ${(1 + a / 2).toFixed(2)}`,
  (a, b) =>
    `border-color: #${((b * 0xffffff) | 0).toString(16).padStart(6, '0')}; border-width: ${(a * 3).toFixed(1)}px`,
  (a, b) => `transform: translate(${(a * 9).toFixed(2)}px, ${(b * -9).toFixed(2)}px) rotate(${(a * 3).toFixed(2)}deg)`,
  (a, b) =>
    `grid-template-columns: minmax(${(60 + a * 90) | 0}px, ${(1 + b * 3).toFixed(2)}fr) ${(1 + a).toFixed(2)}fr`,
  (a, b) =>
    `font-size: clamp(${(0.7 + a / 3).toFixed(3)}rem, ${(b * 4).toFixed(2)}vw, ${(1 + b).toFixed(3)}rem); opacity: .${(60 + a * 39) | 0}`,
]

/** One part in one tone. */
function skin(name: string, tone: string, seed: number): string {
  const pick = (at: number) =>
    looks[(chance(seed + at) * looks.length) | 0]?.(chance(seed + at + 7), chance(seed + at + 13))
  return `.${name}-${tone} { ${pick(1)}; ${pick(2)} }\n.${name}-${tone}:where(:hover, .is-open) > [class*="${name}-"] { ${pick(3)}; ${pick(4)} }`
}

const parts =
  'shell sidebar topbar menu card panel table toolbar tabs modal drawer toast avatar feed chart stat list crumb pager filter form field switch range stepper tree board lane ticket calendar day upload gallery rating editor chip empty skeleton spinner meter timeline wizard'

const keyframes = (name: string, i: number) =>
  `@keyframes ${name}-in { from { opacity: 0; transform: translate3d(0, ${i + 4}px, 0) scale(.9${i % 10}) } 60% { opacity: 1 } to { transform: none } }`

/** A style sheet of the size and sort that admin templates ship: tokens, components, tones, and utilities for six widths. */
export function adminCss(): string {
  const names = parts.split(' ')
  const tokens = `:root { ${names.map((name, i) => `--gap-${i % 6}: ${6 + i * 2}px; --${name}-z: ${i};`).join(' ')} --radius: 10px; --line: #e4e6ee; --ink: #1d2130; --focus: #4d6bfe }`
  const base =
    '*, ::before, ::after { box-sizing: border-box } body { margin: 0; font: 15px/1.5 system-ui, sans-serif; background: #f5f6fa } .icon { width: 20px; height: 20px; fill: none; stroke: currentcolor; stroke-width: 1.5 } table { width: 100%; border-collapse: collapse } td, th { padding: 6px 10px; text-align: start }'
  const rules = [...names, ...names.map((name) => `mini-${name}`)]
  const utilities = Object.entries(widths).map(([prefix, width]) => {
    const all = [spacing(prefix), grid(prefix), layout(prefix)].join('\n')
    return width ? `@media (min-width: ${width}px) {\n${all}\n}` : all
  })
  const skins = join(rules, (name, i) => join(tones, (tone, j) => skin(name, tone, (i * 100 + j) * 40)))
  return [tokens, base, join(rules, component), join(tones, toned), skins, join(names, keyframes), ...utilities].join(
    '\n',
  )
}
