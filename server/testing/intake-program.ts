import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { declarations } from '../declarations.ts'
import { openContext } from '../open-context.ts'
import { apiToken } from '../reports/testing/sample.ts'
import { sampleApp } from '../reports/testing/sample-app.ts'
import { testConfig } from './config.ts'
import { seedProject } from './seed.ts'

/** The program of a test that kills it: takes reports in, on embedded stores below the directory that it is told. */
const [{ dir, seed }] = (await once(process, 'message')) as [{ dir: string; seed: boolean }]
const { ctx } = await openContext(testConfig(dir), declarations)
const app = await sampleApp(ctx)
await app.listen({ host: '127.0.0.1', port: 0 })
const { port } = app.server.address() as AddressInfo
const seeded = seed ? await seedProject(ctx) : undefined
const token = seeded && (await apiToken(ctx, seeded.userId))
process.send?.({ port, ...(seeded && { seeded: { ...seeded, token } }) })
