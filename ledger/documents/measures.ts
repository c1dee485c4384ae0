import type { Block } from './model.ts'
import { answer, list, operatorAnswers, type Subject, textBlock, unique } from './parts.ts'

/** What protects the data, as far as the declarations prove it; the same sentences go into every document. */
export function technicalMeasures({ declarations, entries }: Subject): string[] {
  const columns = declarations.tables.flatMap((table) => Object.values(table.columns))
  const found = [
    columns.some(({ sealed }) => sealed?.under === 'subject') &&
      'What people wrote and did is encrypted under keys of its own before it is stored (AES-256-GCM); each ciphertext is bound to its column and row.',
    columns.some(({ wrapped }) => wrapped) &&
      'Those keys are themselves encrypted, and are destroyed first when something is erased.',
    declarations.buckets.some(({ encrypted }) => encrypted) &&
      'Files are encrypted before they are written; their names are random.',
    entries.some(({ masked }) => masked) &&
      'Personal data is masked in the browser before it is sent, and looked for again before anything is written.',
    declarations.keyspaces.some(({ pattern }) => /_(sha256|mac)\}/.test(pattern)) &&
      'E-mail and network addresses are counted by keyed or plain hashes, never by themselves.',
    'Only declared fields can be stored, queued or logged: when a store holds anything else, the program refuses to start.',
    'Nothing can be sent to a host that no recipient on this list declares.',
    'What is past its time is deleted twice an hour, and how late it was is recorded.',
    'An erasure reads every declared place again and counts what is left.',
  ]
  return unique([
    ...found.filter((sentence) => sentence !== false),
    ...declarations.activities.flatMap(({ safeguards }) => safeguards),
  ])
}

/** Technical measures as declared, organisational ones as the operator states them. */
export function measuresBlocks(subject: Subject): Block[] {
  const said = answer(operatorAnswers(subject), 'measures')
  return [
    textBlock('What the program does:'),
    list(technicalMeasures(subject)),
    { kind: 'facts', facts: [{ id: 'organisational', term: 'What people do', value: said }] },
  ]
}
