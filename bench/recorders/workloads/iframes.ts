import { documentOf, times, type Workload } from './workload.ts'

const iframeCycles = 60

async function cycle(count: number) {
  for (let i = 0; i < count; i++) {
    const frame = document.createElement('iframe')
    frame.src = '/inner.html'
    const loaded = new Promise((done) => frame.addEventListener('load', done, { once: true }))
    document.body.append(frame)
    await loaded
    // Recorders get a frame's time to see it.
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
    frame.remove()
  }
}

/** The number of cycles stays the same in a short run: it is what leaks that counts. */
export const iframes: Workload = {
  name: 'iframe',
  title: '60 times an iframe with 500 paragraphs comes and goes',
  once: true,
  html: documentOf('Frames', '<h1>Frames</h1>'),
  files: {
    '/inner.html': documentOf(
      'Inner',
      times(500, (i) => `<p>Paragraph ${i} of the frame.</p>`),
    ),
  },
  drive: ({ page }) => page.evaluate(cycle, iframeCycles),
}
