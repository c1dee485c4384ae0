import { type Kysely, sql } from 'kysely'

type Db = Kysely<any>

/** Writes the region's name into a database that has none yet; refuses that of another region, as exchanged addresses would give. */
export async function claimRegion(db: Db, region: string): Promise<void> {
  await sql`insert into own_region (region) select ${region} where not exists (select 1 from own_region)`.execute(db)
  const { rows } = await sql<{ region: string }>`select region from own_region`.execute(db)
  const found = rows.find((row) => row.region !== region)
  if (found)
    throw new Error(
      `A database that the settings give to region ${region} is that of region ${found.region}. Exchange the addresses, or correct VITRINE_REGION and VITRINE_REGIONS.`,
    )
}

/** Until when the journal of what was erased has been applied to this database; `undefined`: never. */
export async function journalReadAt(db: Db): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`select max(journal_read_at) as at from own_region`.execute(db)
  return rows[0]?.at ?? undefined
}

export async function journalWasRead(db: Db, region: string, at: Date): Promise<void> {
  await sql`insert into own_region (region, journal_read_at) values (${region}, ${at})
    on conflict (region) do update set journal_read_at = excluded.journal_read_at`.execute(db)
}
