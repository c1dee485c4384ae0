import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { ServerMessage } from '@vitrine/protocol'
import { afterAll, expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { publishProjectNews } from '../capture/index.ts'
import { asMember, testContext } from '../testing/context.ts'
import { seedProject } from '../testing/seed.ts'
import { changeReport } from './change-report.ts'
import { reportSocket } from './socket.ts'
import { apiToken, sampleReport, visitor } from './testing/sample.ts'
import { sampleApp } from './testing/sample-app.ts'

const ctx = await testContext()
const app = await sampleApp(ctx)
afterAll(() => app.close())
await app.register(reportSocket)
await app.listen({ port: 0, host: '127.0.0.1' })
const { port } = app.server.address() as AddressInfo

async function dashboard(userId: string, at = { ctx, port }) {
  const headers = { authorization: `Bearer ${await apiToken(at.ctx, userId)}` }
  const socket = new WebSocket(`ws://127.0.0.1:${at.port}/api/socket`, { headers })
  onTestFinished(() => socket.terminate())
  const heard: ServerMessage[] = []
  socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString())))
  await once(socket, 'open')
  const say = (kind: string, projectId: string) => socket.send(JSON.stringify({ kind, projectId }))
  const hears = (message: object) => vi.waitFor(() => expect(heard).toContainEqual(message), { timeout: 5_000 })
  return { heard, say, hears, socket }
}

test('a dashboard hears of reports as they arrive and change, and of the snippet, in its own projects only', async () => {
  const { publicKey, origin, userId, projectId } = await seedProject(ctx)
  const stranger = await seedProject(ctx)
  const mine = await dashboard(userId)
  const theirs = await dashboard(stranger.userId)
  mine.say('watch-project', projectId)
  theirs.say('watch-project', projectId)
  theirs.say('watch-project', stranger.projectId)
  await mine.hears({ kind: 'watching', projectId })
  await theirs.hears({ kind: 'watching', projectId: stranger.projectId })
  expect(theirs.heard).toContainEqual({
    kind: 'refused',
    projectId,
    code: 'not-found',
    detail: 'There is no such project.',
  })

  const report = sampleReport(publicKey, 0)
  await visitor(app, origin).open(report)
  await mine.hears({ kind: 'report-received', projectId, reportId: report.id })
  await changeReport(asMember(ctx, userId), report.id, { status: 'triaged' })
  await mine.hears({ kind: 'report-changed', projectId, reportId: report.id })
  const ping = () => app.inject({ method: 'POST', url: '/v1/ping', headers: { origin }, payload: { key: publicKey } })
  await ping()
  await mine.hears({ kind: 'snippet-seen', projectId, origin })

  mine.say('leave-project', projectId)
  mine.say('watch-project', stranger.projectId)
  const refused = {
    kind: 'refused',
    projectId: stranger.projectId,
    code: 'not-found',
    detail: 'There is no such project.',
  }
  await mine.hears(refused)
  await visitor(app, origin).open(sampleReport(publicKey, 0))
  mine.say('watch-project', stranger.projectId)
  await vi.waitFor(() => expect(mine.heard.filter(({ kind }) => kind === 'refused')).toHaveLength(2))
  expect(mine.heard.filter(({ kind }) => kind === 'report-received')).toHaveLength(1)
  expect(theirs.heard).toHaveLength(2)
})

test('whoever loses their membership hears nothing more', async () => {
  const { publicKey, origin, userId, projectId } = await seedProject(ctx)
  const mine = await dashboard(userId)
  mine.say('watch-project', projectId)
  await mine.hears({ kind: 'watching', projectId })
  await ctx.control.db.deleteFrom('agent_memberships').where('user_id', '=', userId).execute()
  await visitor(app, origin).open(sampleReport(publicKey, 0))
  await mine.hears({ kind: 'refused', projectId, code: 'not-found', detail: 'There is no such project.' })
  expect(mine.heard.map(({ kind }) => kind)).toEqual(['watching', 'refused'])
})

test('whoever watches a project that is erased is told so, and hears no more of it', async () => {
  const { userId, projectId } = await seedProject(ctx)
  const mine = await dashboard(userId)
  mine.say('watch-project', projectId)
  await mine.hears({ kind: 'watching', projectId })
  await ctx.control.db.deleteFrom('agent_memberships').where('user_id', '=', userId).execute()
  await publishProjectNews(ctx, projectId, { kind: 'project-erased', projectId })
  await mine.hears({ kind: 'project-erased', projectId })
  await publishProjectNews(ctx, projectId, { kind: 'snippet-seen', projectId, origin: 'https://a.example' })
  mine.say('watch-project', projectId)
  await vi.waitFor(() => expect(mine.heard.at(-1)?.kind).toBe('refused'))
  expect(mine.heard.map(({ kind }) => kind)).toEqual(['watching', 'project-erased', 'refused'])
})

test('who may hear what can’t be asked: the dashboard is hung up on, to come back and ask for everything anew', async () => {
  const own = await testContext()
  const other = await sampleApp(own)
  onTestFinished(() => other.close())
  await other.register(reportSocket)
  await other.listen({ port: 0, host: '127.0.0.1' })
  const { userId, projectId } = await seedProject(own)
  const mine = await dashboard(userId, { ctx: own, port: (other.server.address() as AddressInfo).port })
  mine.say('watch-project', projectId)
  await mine.hears({ kind: 'watching', projectId })
  const closed = once(mine.socket, 'close')
  await own.control.db.destroy()
  await publishProjectNews(own, projectId, { kind: 'snippet-seen', projectId, origin: 'https://a.example' })
  expect((await closed)[0]).toBe(1013)
})

test('a report that is not complete, or whose transaction fails, is no news', async () => {
  const { publicKey, origin, userId, projectId } = await seedProject(ctx)
  const mine = await dashboard(userId)
  mine.say('watch-project', projectId)
  await mine.hears({ kind: 'watching', projectId })
  const waiting = sampleReport(publicKey, 1)
  const { uploadToken } = (await visitor(app, origin).open(waiting)).json()
  expect((await visitor(app, origin).complete(waiting.id, uploadToken)).statusCode).toBe(409)
  const done = sampleReport(publicKey, 0)
  await visitor(app, origin).open(done)
  await mine.hears({ kind: 'report-received', projectId, reportId: done.id })
  expect(mine.heard).toHaveLength(2)
})
