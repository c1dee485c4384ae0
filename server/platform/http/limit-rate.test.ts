import { expect, test } from 'vitest'
import { testSpace } from '../ephemeral/contract-parts.ts'
import { memoryEphemeral } from '../ephemeral/memory.ts'
import { limitRate } from './limit-rate.ts'
import { ctx } from './testing/app.ts'

test('lets so many through, turns the next away with the time to wait, and forgets', async () => {
  let time = 0
  const ephemeral = memoryEphemeral({ now: () => new Date(time) })
  const limited = { ...ctx, control: { ...ctx.control, ephemeral } }
  const space = testSpace('counter')
  const call = (id: string) => limitRate(limited, space.key({ id }), 3)
  for (let n = 0; n < 3; n++) await call('a')
  await expect(call('a')).rejects.toMatchObject({ code: 'too-many-requests', retryAfterSeconds: 60 })
  await expect(call('b')).resolves.toBeUndefined()
  time += 59_999
  await expect(call('a')).rejects.toMatchObject({ code: 'too-many-requests' })
  time += 1
  await expect(call('a')).resolves.toBeUndefined()
})
