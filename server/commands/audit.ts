import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { type Anchor, exportAudit, type Verdict, verifyAudit } from '../accounts/index.ts'
import type { Command } from './command.ts'

export const auditExport: Command = {
  words: 'audit export',
  takes: '[--organization=ID]',
  what: 'prints the audit logs with their seals, for "audit verify"',
  flags: ['organization'],
  run: async (ctx, { flags }) => {
    const { organization } = flags
    for await (const line of exportAudit(ctx, organization ? { organizationId: organization } : {}))
      if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain')
    return 0
  },
}

export const auditVerify: Command = {
  words: 'audit verify',
  takes: 'FILE [--key=FINGERPRINT] [--anchor=CHAIN:NUMBER:HASH,…]',
  what: 'checks an export without any installation; needs nothing but the file',
  flags: ['anchor', 'key'],
  offline: async ({ args: [file], flags }) => {
    if (!file) {
      console.error('Which file? npm run vitrine -- audit verify FILE')
      return 2
    }
    const anchors = (flags['anchor']?.split(',') ?? []).map(toAnchor)
    const lines = createInterface({ input: createReadStream(file), crlfDelay: 0 })
    const verdict = await verifyAudit(lines, anchors)
    const faults = [...verdict.faults, ...strangeKey(verdict, flags['key'])]
    console.log(inWords(verdict, faults))
    return faults.length === 0 ? 0 : 1
  },
}

function toAnchor(text: string): Anchor {
  const [chain = '', number = '', hash = ''] = text.split(':')
  return { chain, number: Number(number), hash }
}

const strangeKey = (verdict: Verdict, key: string | undefined): string[] =>
  key === undefined || key === verdict.fingerprint ? [] : ['It is signed by another key than the one given.']

function inWords(verdict: Verdict, faults: readonly string[]): string {
  const { entries, hidden, seals, heads, fingerprint } = verdict
  const others = hidden === 0 ? '' : ` and ${hidden} of other organizations, not shown`
  const ends = heads.map(
    ({ chain, number, hash, sealedAt }) =>
      `  until ${sealedAt}: the last seal of ${chain} is ${chain}:${number}:${hash}`,
  )
  const found =
    faults.length === 0
      ? ['Complete and unaltered.']
      : ['NOT what the installation sealed:', ...faults.map((fault) => `  ${fault}`)]
  return [
    ...found,
    `${entries} entries${others}, ${seals} seals, signed by the key ${fingerprint}`,
    ...ends,
    'Compare key and last seal with what the installation publishes at /audit-head: only so is it shown who signed,',
    'and that nothing was cut off before the export was made.',
  ].join('\n')
}
