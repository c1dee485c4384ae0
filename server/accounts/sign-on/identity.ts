import { Email, type SignOnProblem } from '@vitrine/protocol'
import { z } from 'zod'

/** Why somebody is not let in, as far as they may know. */
export class SignOnError extends Error {
  override readonly name = 'SignOnError'
  readonly problem: SignOnProblem

  constructor(problem: SignOnProblem) {
    super(problem)
    this.problem = problem
  }
}

/** What a provider says about a person. */
export const Identity = z.object({
  sub: z.string().min(1).max(255),
  email: Email,
  email_verified: z.boolean().optional(),
  name: z.string().max(500).optional(),
})
export type Identity = z.infer<typeof Identity>
