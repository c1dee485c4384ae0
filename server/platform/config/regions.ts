import { join, resolve } from 'node:path'
import type { Config, RegionConfig } from './config.ts'
import { composeS3, incompleteS3 } from './s3.ts'
import { type Given, type SettingName, settings } from './settings.ts'

type Environment = Readonly<Record<string, string | undefined>>
type Main = Omit<Config, 'otherRegions'>

/** What each further region has of its own, under the name of the region. */
const ofRegion = [
  'VITRINE_DATA_DIR',
  'DATABASE_URL',
  'KEYS_DATABASE_URL',
  'REDIS_URL',
  'S3_BUCKET',
  'S3_ENDPOINT',
  'S3_REGION',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
  'S3_FORCE_PATH_STYLE',
] as const satisfies readonly SettingName[]

/** `us-east`, `DATABASE_URL` → `VITRINE_REGION_US_EAST_DATABASE_URL`. */
const nameIn = (region: string, name: string): string =>
  `VITRINE_REGION_${region.toUpperCase().replaceAll('-', '_')}_${name.replace('VITRINE_', '')}`

export const knownNames = ({ otherRegions }: Pick<Config, 'otherRegions'>): string[] =>
  otherRegions.flatMap(({ region }) => ofRegion.map((name) => nameIn(region, name)))

/** The regions beside the main one, and what is wrong with their settings, all of it. */
export function readRegions(env: Environment, given: Given, main: Main) {
  const problems: string[] = []
  const names = given.VITRINE_REGIONS ?? [main.region]
  if (!names.includes(main.region))
    problems.push(`VITRINE_REGION must be one of VITRINE_REGIONS, for example ${names[0]}`)
  const otherRegions = names
    .filter((name) => name !== main.region)
    .map((region): RegionConfig => {
      const { own, misread } = readOwn(env, region)
      const called = (name: SettingName) => nameIn(region, name)
      problems.push(...misread, ...(misread.length > 0 ? [] : incompleteS3(own, called)))
      return {
        region,
        dataDir: own.VITRINE_DATA_DIR ? resolve(own.VITRINE_DATA_DIR) : join(main.dataDir, 'regions', region),
        databaseUrl: own.DATABASE_URL,
        keysDatabaseUrl: own.KEYS_DATABASE_URL,
        redisUrl: own.REDIS_URL,
        s3: composeS3(own),
      }
    })
  return { otherRegions, problems }
}

function readOwn(env: Environment, region: string): { own: Given; misread: string[] } {
  const own: Record<string, unknown> = {}
  const misread: string[] = []
  for (const name of ofRegion) {
    const value = env[nameIn(region, name)]
    if (value === undefined || value === '') continue
    const { shape, expects, example } = settings[name]
    const read = shape.safeParse(value)
    if (read.success) own[name] = read.data
    else misread.push(`${nameIn(region, name)} must be ${expects}, for example ${example}`)
  }
  return { own, misread }
}

const shared = [
  ['databaseUrl', 'DATABASE_URL'],
  ['redisUrl', 'REDIS_URL'],
  ['s3', 'S3_BUCKET'],
] as const

/** Regions that would mix, and regions whose stores only one of several machines would see. */
export function regionProblems(config: Config): string[] {
  const problems = config.otherRegions.flatMap((other) =>
    shared
      .filter(([key]) => config[key] !== undefined && other[key] === undefined)
      .map(
        ([, name]) => `${nameIn(other.region, name)} is needed beside ${name}, for example ${settings[name].example}`,
      ),
  )
  const places = [config, ...config.otherRegions]
  const distinct = (what: string, values: readonly (string | undefined)[]) => {
    const given = values.filter((value) => value !== undefined)
    if (new Set(given).size < given.length) problems.push(`Each region needs ${what} of its own; two have the same.`)
  }
  distinct(
    'a database and a key database',
    places.flatMap(({ databaseUrl, keysDatabaseUrl }) => [databaseUrl, keysDatabaseUrl]),
  )
  distinct(
    'a Redis',
    places.map(({ redisUrl }) => redisUrl),
  )
  distinct(
    'a bucket',
    places.map(({ s3 }) => s3 && `${s3.endpoint} ${s3.bucket}`),
  )
  distinct(
    'a data folder',
    places.map(({ dataDir }) => dataDir),
  )
  return problems
}
