import type { Context } from './context.ts'
import { playerFiles } from './files.ts'
import { createApp } from './platform/http/create-app.ts'
import { playerPolicy } from './platform/http/headers.ts'

/** A second port that serves the replay frame and nothing else: no API, nobody signed in. */
export async function serveReplayOrigin(ctx: Context): Promise<() => Promise<void>> {
  const app = await createApp({
    ctx,
    authenticate: async () => ({ kind: 'anyone' }),
    name: 'Vitrine replay',
    contentPolicy: playerPolicy(ctx.config.publicUrl),
  })
  await app.register(playerFiles(ctx))
  await app.listen({ host: ctx.config.host, port: ctx.config.replayPort })
  return () => app.close()
}
