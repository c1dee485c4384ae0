import type { Section } from '../model.ts'

type Parties = { readonly operator: string; readonly client: string; readonly noticeDays: number }

/** Article 28(3) of the GDPR asks for these, (a) to (h), and for the warning at the end of it. The words are ours. */
export const agreementClauses = ({ operator, client, noticeDays }: Parties): Section[] => {
  const clause = (id: string, title: string, ...texts: readonly string[]): Section => ({
    id,
    title,
    blocks: texts.map((text) => ({ kind: 'text', text })),
  })
  return [
    clause(
      'instructions',
      '(a) Instructions',
      `${operator} processes the personal data of Annex I only on documented instructions of ${client}, transfers to a third country included, unless the law of the Union or of a member state requires otherwise; then ${operator} says so beforehand, if that law allows it. This agreement, the settings of the project and requests through the dashboard or the interface are such instructions; each is recorded.`,
      `If ${operator} finds that an instruction infringes data protection law, it says so at once and may wait until ${client} has confirmed or changed it.`,
    ),
    clause(
      'confidentiality',
      '(b) Confidentiality',
      `Whoever works with the data for ${operator} has committed to confidentiality or is bound to it by law, and sees no more of it than their task needs. Every access that changes something is recorded.`,
    ),
    clause(
      'security',
      '(c) Security',
      `${operator} takes the measures of Annex II, which Article 32 asks for, keeps them up to the state of the art, and does not fall below the protection described there.`,
    ),
    clause(
      'sub-processors',
      '(d) Sub-processors',
      `${client} agrees to the sub-processors of Annex III. ${operator} announces a new or another one ${noticeDays} days beforehand, by e-mail and in the published list; ${client} may object within that time for reasons of data protection. If no way is found that meets the objection, ${client} may end the agreement before the change takes effect.`,
      `${operator} binds each sub-processor by contract to the duties of this agreement and answers to ${client} for what a sub-processor does or fails to do.`,
    ),
    clause(
      'rights',
      '(e) Rights of the people concerned',
      `${operator} passes on requests of people concerned without delay and helps ${client} to answer them. The dashboard finds, hands out and erases what belongs to one person; a receipt says what became of it, place by place.`,
    ),
    clause(
      'assistance',
      '(f) Security, breaches, assessments',
      `${operator} helps ${client} to meet Articles 32 to 36. It reports a breach of personal data without undue delay after becoming aware of it, with what is known of its nature, the people and records concerned, its likely consequences and the measures taken, and adds what it learns later. For impact assessments and consultations it provides the documents that this one belongs to.`,
    ),
    clause(
      'end',
      '(g) At the end',
      `When the services end, ${operator} hands out the data as an export if ${client} wishes so, and erases it, copies included, unless law requires it to be kept. What is kept longer, and why, is in Annex I.`,
    ),
    clause(
      'audits',
      '(h) Proof and audits',
      `${operator} makes available what is needed to show that these duties are met: these documents and their history, receipts, the audit log and the declarations that the program is built from. It allows and supports audits, on site too, by ${client} or an auditor whom ${client} names.`,
    ),
  ]
}
