import { type Asset, AssetType } from '@vitrine/protocol'
import type { Context, Stores } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { authorizeThing } from '../authorize-thing.ts'
import { type FoundRecording, findRecording } from '../find-recording.ts'
import { projectKey, recordingKey } from '../keys.ts'
import { unpack } from '../pack.ts'
import { assetObjects } from '../tables.ts'
import { openUrls } from './asset-urls.ts'
import { isPacked } from './check-asset.ts'

type Project = { readonly id: string; readonly region: string }
export type AssetContent = { readonly type: AssetType; readonly content: Buffer }

const ofRecording = ({ db }: Stores, recordingId: string) =>
  db
    .selectFrom('recording_assets')
    .innerJoin('assets', 'assets.id', 'recording_assets.asset_id')
    .select(['recording_assets.id', 'recording_assets.urls', 'recording_assets.asset_id'])
    .select(['assets.sha256', 'assets.type', 'assets.stored_bytes'])
    .where('recording_assets.recording_id', '=', recordingId)
    .where('assets.held_at', 'is not', null)

/** The files that a recording shows and that have arrived. For members who may view the project. */
export async function listAssets(ctx: Context, recordingId: string): Promise<Asset[]> {
  const { recording, stores } = await findRecording(ctx, recordingId)
  await authorizeThing(ctx, recording, 'view', 'recording')
  const key = await recordingKey(ctx, stores, recording as FoundRecording)
  const rows = await ofRecording(stores, recordingId).orderBy('recording_assets.id').execute()
  return rows.map(({ id, sha256, type, stored_bytes, urls }) => ({
    sha256: sha256.toString('hex'),
    type: AssetType.parse(type),
    bytes: Number(stored_bytes),
    urls: openUrls(key, id, urls),
  }))
}

/** One of them. A hash opens nothing by itself: it has to be a file of this recording. */
export async function readAsset(ctx: Context, recordingId: string, sha256: string): Promise<AssetContent> {
  const { recording, stores } = await findRecording(ctx, recordingId)
  const project = await authorizeThing(ctx, recording, 'view', 'recording')
  const row = await ofRecording(stores, recordingId)
    .where('assets.sha256', '=', Buffer.from(sha256, 'hex'))
    .executeTakeFirst()
  const found = row && (await open(ctx, stores, project, row))
  if (found) return found
  throw new ProblemError('not-found', 'The recording has no such file.')
}

/** The style sheets of a recording by their SHA-256, for work that has its right already. */
export async function readSheets(ctx: Context, project: Project, recordingId: string): Promise<Map<string, string>> {
  const stores = ctx.region(project)
  const rows = await ofRecording(stores, recordingId).where('assets.type', '=', 'text/css').execute()
  const sheets = new Map<string, string>()
  for (const row of rows) {
    const found = await open(ctx, stores, project, row)
    if (found) sheets.set(row.sha256.toString('hex'), found.content.toString())
  }
  return sheets
}

async function open(
  ctx: Context,
  stores: Stores,
  project: Project,
  row: { asset_id: string; type: string | null },
): Promise<AssetContent | undefined> {
  const object = assetObjects.object({ project_id: project.id, id: row.asset_id }, 'content')
  const sealed = await stores.objects.get(object)
  if (!sealed) return undefined
  const type = AssetType.parse(row.type)
  const content = (await projectKey(ctx, project)).open(sealed, object.name)
  return { type, content: isPacked(type) ? await unpack(content) : content }
}
