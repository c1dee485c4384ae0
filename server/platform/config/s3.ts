import type { S3Config } from './config.ts'
import { type Given, type SettingName, settings } from './settings.ts'

type Naming = (name: SettingName) => string
const plainly: Naming = (name) => name

export const needed = (name: SettingName, beside: SettingName, called: Naming = plainly): string =>
  `${called(name)} is needed beside ${called(beside)}, for example ${settings[name].example}`

export function composeS3(given: Given): S3Config | undefined {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: keyId, S3_SECRET_ACCESS_KEY: secret } = given
  if (!bucket || !keyId || !secret) return undefined
  const region = given.S3_REGION ?? 'us-east-1'
  const endpoint = given.S3_ENDPOINT ?? `https://s3.${region}.amazonaws.com`
  const forcePathStyle = given.S3_FORCE_PATH_STYLE ?? given.S3_ENDPOINT !== undefined
  const address = forcePathStyle ? endpoint : endpoint.replace('://', `://${bucket}.`)
  return { endpoint, address, region, bucket, keyId, secret, forcePathStyle }
}

const needsBucket: readonly SettingName[] = [
  'S3_ENDPOINT',
  'S3_REGION',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
  'S3_FORCE_PATH_STYLE',
]
const bucketNeeds: readonly SettingName[] = ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY']

/** Half a bucket is none. `called`: what the settings are called where they are those of another region. */
export function incompleteS3(given: Given, called: Naming = plainly): string[] {
  const present = needsBucket.find((name) => given[name] !== undefined)
  if (!given.S3_BUCKET) return present ? [needed('S3_BUCKET', present, called)] : []
  const problems = bucketNeeds.filter((name) => !given[name]).map((name) => needed(name, 'S3_BUCKET', called))
  if (!given.S3_ENDPOINT && !given.S3_REGION) problems.push(needed('S3_REGION', 'S3_BUCKET', called))
  if (given.S3_BUCKET.includes('.') && composeS3(given)?.forcePathStyle === false)
    problems.push(`${called('S3_FORCE_PATH_STYLE')} must be true for a bucket with a dot in its name.`)
  return problems
}
