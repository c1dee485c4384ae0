import type { Stores } from '../../context.ts'

/** Files of a site. Who asks whether the project holds one learns nothing about a visitor. */
const isOfSite = (type: string | null): boolean => type === 'text/css' || type?.startsWith('font/') === true

/**
 * What a recording's sender is to send. Pictures are asked for even when they are held: else anybody with the public key
 * and a picture could find out whether some visitor's report shows it.
 */
export async function wantedAssets(stores: Stores, recordingId: string): Promise<string[]> {
  const rows = await stores.db
    .selectFrom('recording_assets')
    .innerJoin('assets', 'assets.id', 'recording_assets.asset_id')
    .select(['assets.sha256', 'assets.type', 'assets.held_at'])
    .where('recording_assets.recording_id', '=', recordingId)
    .where('recording_assets.sent_at', 'is', null)
    .execute()
  return rows
    .filter(({ held_at, type }) => held_at === null || !isOfSite(type))
    .map(({ sha256 }) => sha256.toString('hex'))
}
