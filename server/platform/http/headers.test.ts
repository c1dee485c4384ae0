import { expect, test } from 'vitest'
import { pagePolicy, playerPolicy } from './headers.ts'
import { make } from './testing/app.ts'

async function headersWith(contentPolicy: Record<string, string>) {
  const app = await make({}, { contentPolicy })
  const { headers } = await app.inject('/healthz')
  await app.close()
  const directives = String(headers['content-security-policy']).split('; ')
  return { headers, policy: Object.fromEntries(directives.map((one) => [one.split(' ', 1)[0], one])) }
}

test('pages run no inline script, are framed by nobody, and frame the replay only', async () => {
  const { policy, headers } = await headersWith(pagePolicy('https://replay.example'))
  expect(policy).toMatchObject({
    'default-src': "default-src 'none'",
    'script-src': "script-src 'self'",
    'frame-src': 'frame-src https://replay.example',
    'frame-ancestors': "frame-ancestors 'none'",
    'base-uri': "base-uri 'none'",
  })
  expect(headers['x-frame-options']).toBe('DENY')
})

test('the player is framed by the dashboard only and connects nowhere', async () => {
  const { policy, headers } = await headersWith(playerPolicy('https://support.example'))
  expect(policy).toMatchObject({
    'connect-src': "connect-src 'none'",
    'form-action': "form-action 'none'",
    'frame-src': "frame-src 'none'",
    'frame-ancestors': 'frame-ancestors https://support.example',
  })
  expect(JSON.stringify(policy)).not.toMatch(/https?:(?!\/\/support\.example)|\*/)
  expect(headers['x-frame-options']).toBeUndefined()
})
