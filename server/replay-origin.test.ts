import { expect, onTestFinished, test } from 'vitest'
import { replayApp } from './replay-origin.ts'
import { testContext } from './testing/context.ts'

const ctx = await testContext()

test('the origin of the frame serves the frame, and describes no API', async () => {
  const app = await replayApp(ctx)
  onTestFinished(() => app.close())
  const frame = await app.inject('/player.html')
  expect(frame.statusCode).toBe(200)
  expect(frame.body).toContain(`"dashboard-origin" content="${ctx.config.publicUrl}"`)
  for (const path of ['/', '/openapi.json', '/api/me', '/api/socket', '/index.html', '/licences.txt'])
    expect((await app.inject(path)).statusCode, path).toBe(404)
})
