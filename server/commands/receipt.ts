import { readFile } from 'node:fs/promises'
import { type ReceiptKey, ReceiptKeys, type Verdict, verifyReceipt } from '@vitrine/protocol'
import type { Command } from './command.ts'

const wrong = {
  'no-receipt': 'This file is no receipt of an erasure.',
  'unknown-key': 'NOT signed by the key that was given.',
  altered: 'NOT what the installation signed: it was altered.',
} as const

async function keysIn(file: string | undefined): Promise<ReceiptKey[] | undefined> {
  if (file === undefined) return undefined
  return ReceiptKeys.parse(JSON.parse(await readFile(file, 'utf8'))).keys
}

function inWords(verdict: Verdict): string {
  if (!verdict.valid) return wrong[verdict.why]
  const { receipt, key, known } = verdict
  const { subject, installation, verifiedAt, keysGoneFromBackupsOn, goneFromBackupsOn, stores } = receipt
  const erased = stores.filter(({ outcome }) => outcome === 'erased')
  const kept = stores.filter(({ outcome }) => outcome === 'exempt')
  return [
    known ? 'Genuine and unaltered.' : 'Unaltered since it was signed by the key inside.',
    `  erasure ${receipt.erasureId} of ${subject.kind} ${subject.id}`,
    `  read back empty at ${verifiedAt}`,
    ...erased.map(({ place, count, level }) => `  erased ${count} in ${place} (${level})`),
    ...kept.map(({ place, count, reason }) => `  kept ${count} in ${place}: ${reason}`),
    `  unreadable in backups from ${keysGoneFromBackupsOn}, gone from them on ${goneFromBackupsOn}`,
    ...(known ? [] : [`  compare the key x=${key.x} with ${installation.keys}, or give it as --key=FILE`]),
  ].join('\n')
}

export const receiptVerify: Command = {
  words: 'receipt verify',
  takes: 'FILE [--key=FILE]',
  what: 'checks the receipt of an erasure without any installation; --key: its published keys, saved as a file',
  flags: ['key'],
  offline: async ({ args: [file], flags }) => {
    if (!file) {
      console.error('Which file? npm run vitrine -- receipt verify FILE')
      return 2
    }
    const verdict = await verifyReceipt(await readFile(file, 'utf8'), await keysIn(flags['key']))
    console.log(inWords(verdict))
    return verdict.valid ? 0 : 1
  },
}
