import { type DocumentFormat, type DocumentKind, documentFormats, documentKindNames } from '@vitrine/ledger'
import { z } from 'zod'
import { lines } from './text.ts'

export const DocumentKindName = z.enum(documentKindNames as [DocumentKind, ...DocumentKind[]])
export const DocumentFormatName = z.enum(documentFormats as unknown as [DocumentFormat, ...DocumentFormat[]])
export type DocumentFormatName = z.infer<typeof DocumentFormatName>

export const WordChange = z.object({ text: z.string(), change: z.enum(['same', 'added', 'removed']) })
export type WordChange = z.infer<typeof WordChange>

/** One thing that differs between two versions; `row`: of the table at that place. */
export const DocumentChange = z.object({
  where: z.string(),
  row: z.string().optional(),
  what: z.enum(['added', 'removed', 'changed']),
  words: z.array(WordChange),
})
export type DocumentChange = z.infer<typeof DocumentChange>

export const DocumentVersion = z.object({
  number: z.number().int(),
  hash: z.string(),
  publishedAt: z.iso.datetime(),
  release: z.string().nullable(),
  previousSeal: z.string().nullable(),
  seal: z.string().nullable(),
  signature: z.string().nullable(),
})
export type DocumentVersion = z.infer<typeof DocumentVersion>

/** A chain of versions with what is needed to check it, and whether it holds. */
export const DocumentHistory = z.object({
  kind: DocumentKindName,
  projectId: z.uuid().nullable(),
  holds: z.boolean(),
  /** ES256 key of the installation, as JWK. */
  key: z.record(z.string(), z.unknown()),
  versions: z.array(DocumentVersion),
})
export type DocumentHistory = z.infer<typeof DocumentHistory>

export const DocumentComparison = z.object({
  from: DocumentVersion,
  to: DocumentVersion,
  changes: z.array(DocumentChange),
})
export type DocumentComparison = z.infer<typeof DocumentComparison>

export const DocumentGap = z.object({ id: z.string(), what: z.string(), why: z.string() })
export const DocumentSummary = z.object({
  kind: DocumentKindName,
  title: z.string(),
  purpose: z.string(),
  number: z.number().int(),
  publishedAt: z.iso.datetime(),
  gaps: z.number().int(),
})
export type DocumentSummary = z.infer<typeof DocumentSummary>

export const DocumentQuestion = z.object({
  id: z.string(),
  label: z.string(),
  hint: z.string(),
  why: z.string(),
  optional: z.boolean(),
  lines: z.boolean(),
  choices: z.record(z.string(), z.string()).nullable(),
  /** What the settings of the installation say; it can't be changed here. */
  fixed: z.string().nullable(),
})
export type DocumentQuestion = z.infer<typeof DocumentQuestion>

export const DocumentAnswers = z.object({
  questions: z.array(DocumentQuestion),
  answers: z.record(z.string(), z.string()),
})
export type DocumentAnswers = z.infer<typeof DocumentAnswers>

export const ChangeAnswers = z.object({
  answers: z
    .record(z.string().max(200), lines(2_000))
    .refine((answers) => Object.keys(answers).length <= 100, 'at most 100 at once'),
})

export const DocumentList = z.object({
  documents: z.array(DocumentSummary),
  gaps: z.array(DocumentGap),
  /** Where they can be opened. */
  address: z.string(),
  /** Of a project: where everybody can, if its admins want that. */
  publicAddress: z.string().nullable(),
})
export type DocumentList = z.infer<typeof DocumentList>

/** `member`: who said it for the organization, if they still have an account. */
export const RecipientObjection = z.object({
  organization: z.string(),
  member: z.string().nullable(),
  reason: z.string(),
  at: z.iso.datetime(),
})
export type RecipientObjection = z.infer<typeof RecipientObjection>

export const RecipientNotice = z.object({
  id: z.string(),
  name: z.string(),
  purpose: z.string(),
  status: z.enum(['in use', 'announced', 'unused']),
  announced: z.string().nullable(),
  from: z.string().nullable(),
  objections: z.array(RecipientObjection),
})
export type RecipientNotice = z.infer<typeof RecipientNotice>

export const OrganizationRecipient = RecipientNotice.omit({ objections: true }).extend({
  /** As long as its notice runs. */
  mayObject: z.boolean(),
  objection: RecipientObjection.omit({ organization: true }).nullable(),
})
export type OrganizationRecipient = z.infer<typeof OrganizationRecipient>

export const RecipientParams = z.object({ recipientId: z.string().regex(/^[\w-]{1,60}$/) })
export const ObjectToRecipient = z.object({ reason: lines(2_000).trim().min(1) })

export const VersionWhich = z.string().regex(/^(?:[0-9a-f]{64}|[1-9]\d{0,8})$/)
export const PublishDocuments = z.object({ public: z.boolean() })
