import { documentOf, times, type Workload } from './workload.ts'

const circles = 30

/** Every circle moves in every frame, and stops somewhere. */
async function storm(seconds: number) {
  const all = [...document.querySelectorAll('circle')]
  const begun = performance.now()
  for (let now = begun; now < begun + seconds * 1_000; now = performance.now()) {
    const t = (now - begun) / 1_000
    all.forEach((circle, i) => {
      circle.setAttribute('cx', (400 + 350 * Math.cos(t * (0.5 + i / 30) + i)).toFixed(1))
      circle.setAttribute('cy', (300 + 250 * Math.sin(t * (0.7 + i / 25) + i)).toFixed(1))
    })
    await new Promise(requestAnimationFrame)
  }
}

const stormSeconds = 10

export const svgStorm: Workload = {
  name: 'svg',
  title: 'SVG storm: 30 circles move in every frame for 10 s',
  html: documentOf(
    'Storm',
    `<svg viewBox="0 0 800 600" width="800" height="600">${times(circles, (i) => `<circle cx="400" cy="300" r="${4 + (i % 9)}" fill="hsl(${i * 12} 70% 50%)"/>`)}</svg>`,
  ),
  drive: ({ page, scale }) => page.evaluate(storm, stormSeconds * scale),
}
