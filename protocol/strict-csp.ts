import { z } from 'zod'

/** Makes the schemas read without generated code, for pages whose policy forbids it. Call it before the first parse. */
export const withoutCodeGeneration = (): void => void z.config({ jitless: true })
