import type { Context } from './context.ts'
import { playerFiles } from './files.ts'
import { createApp } from './platform/http/create-app.ts'
import { playerPolicy } from './platform/http/headers.ts'

/** Of the frame's origin: without an API, so without a description of one. */
export async function replayApp(ctx: Context) {
  const app = await createApp({
    ctx,
    authenticate: async () => ({ kind: 'anyone' }),
    contentPolicy: playerPolicy(ctx.config.publicUrl),
  })
  await app.register(playerFiles(ctx))
  return app
}

/** A second port that serves the replay frame and nothing else: no API, nobody signed in. */
export async function serveReplayOrigin(ctx: Context): Promise<() => Promise<void>> {
  const app = await replayApp(ctx)
  await app.listen({ host: ctx.config.host, port: ctx.config.replayPort })
  return () => app.close()
}
