import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { commandKeys } from './command-keys.ts'

/** A service of one's own: it turns every byte around, and tells what it was called with. */
async function service(body: string) {
  const dir = await mkdtemp(join(tmpdir(), 'vitrine-kms-'))
  onTestFinished(() => rm(dir, { recursive: true }))
  const file = join(dir, 'kms')
  await writeFile(file, `#!${process.execPath}\n${body}`)
  await chmod(file, 0o700)
  return file
}

const turning = `
const input = Buffer.from(require('fs').readFileSync(0, 'utf8'), 'base64').map((byte) => byte ^ 255)
if (process.argv[2] !== '--key=a b;$(id)') process.exit(3)
console.log((process.argv[3] === 'wrap' ? Buffer.concat([Buffer.of(1), input]) : input.subarray(1)).toString('base64'))
`
const root = randomBytes(32)

test('a service wraps and unwraps, and its arguments are no shell’s', async () => {
  const keys = commandKeys([await service(turning), '--key=a b;$(id)'])
  const wrapped = await keys.wrap(root, 'here')
  expect(wrapped.includes(root)).toBe(false)
  expect(await keys.unwrap(wrapped, 'here')).toEqual(root)
})

test.each([
  ['process.exit(7)', 'ended with 7'],
  ['console.error(require("fs").readFileSync(0, "utf8")); process.exit(1)', 'ended with 1'],
  ['console.log("no, no")', 'not base64'],
  ['console.log("AAAA")', 'answered another key'],
])('what goes wrong is said without a secret: %s', async (body, says) => {
  const failing = commandKeys([await service(body)]).unwrap(root, 'here')
  await expect(failing).rejects.toThrow(says)
  await expect(failing).rejects.not.toThrow(root.toString('base64'))
})

test('a program that is not there is named', async () => {
  await expect(commandKeys(['/nowhere/kms']).wrap(root, 'here')).rejects.toThrow('was not found')
})
