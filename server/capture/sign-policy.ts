import type { Policy, SignedPolicy } from '@vitrine/protocol'
import type { ProjectRow } from '../accounts/index.ts'
import type { Context } from '../context.ts'

/** What the snippet may do on the project's pages, signed: a page that can't verify it masks everything. */
export function signPolicy(ctx: Context, project: ProjectRow): SignedPolicy {
  const policy = JSON.stringify({
    project: project.public_key,
    masking: project.masking,
    recordingSeconds: project.recording_seconds,
    capture: project.capture,
    triggers: project.triggers.filter(({ enabled }) => enabled),
    privacyUrl: `${ctx.config.publicUrl}/privacy`,
    issuedAt: ctx.now().toISOString(),
  } satisfies Policy)
  return { policy, signature: ctx.signer.sign(Buffer.from(policy)) }
}
