import type { MaskCounts, Recording, ReportDetail } from '@vitrine/protocol'
import { browserName } from '@vitrine/protocol'
import type { ReactNode } from 'react'
import { reference } from '../../ui/reference.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { exactTime } from '../../ui/time.ts'
import classes from './details-panel.module.css'
import { maskedInWords } from './mask-words.ts'

type Fact = readonly [name: string, value: ReactNode]

function Facts({ title, facts, none }: { title: string; facts: readonly Fact[]; none?: string }) {
  return (
    <section className={classes.group}>
      <h2>{title}</h2>
      {facts.length === 0 && <p className={classes.none}>{none}</p>}
      <dl>
        {facts.map(([name, value], place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a trigger may have fired twice in the same millisecond
          <div key={`${name} ${place}`}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const counted = (counts: MaskCounts): Fact[] =>
  maskedInWords(counts).map(([what, count]) => [what, count.toLocaleString('en')])

const answers = { none: '', accepted: 'the visitor accepted', dismissed: 'the visitor declined' } as const

const shown = (value: unknown) => (value === null ? '–' : String(value))

/** What the visitor wrote, where it happened, and what was hidden on the way here. */
export function DetailsPanel({ report, recording }: { report: ReportDetail; recording: Recording }) {
  const { id, pageUrl, createdAt, triggers } = report
  const { environment, context, description, maskCounts, redactedCounts, policyHash } = recording
  const { viewport, screen } = environment
  return (
    <ScrollRegion className={classes.panel} label="Details">
      <blockquote className={classes.description}>
        {description || <span className={classes.none}>The visitor wrote nothing.</span>}
      </blockquote>
      <Facts
        title="Where"
        facts={[
          ['Page', <span key="page">{pageUrl}</span>],
          [
            'Reference',
            <span key="reference" title={id}>
              {reference(id)}
            </span>,
          ],
          ['Sent', exactTime(Date.parse(createdAt))],
          [
            'Browser',
            <span key="browser" title={environment.userAgent}>
              {browserName(environment.userAgent)}
            </span>,
          ],
          ['Window', `${viewport.width} × ${viewport.height}`],
          ['Screen', `${screen.width} × ${screen.height} at ${screen.pixelRatio}×`],
          ['Language', environment.locale],
          ['Time zone', environment.timeZone],
        ]}
      />
      <Facts
        title="From the site"
        facts={Object.entries(context).map(([name, value]) => [name, shown(value)])}
        none="The site attached nothing of its own."
      />
      {triggers.length > 0 && (
        <Facts
          title="Triggers that fired"
          facts={triggers.map(({ name, at, cause, answer }) => [
            name ?? 'A trigger that is gone',
            <span key={at}>{[cause, answers[answer], exactTime(at)].filter(Boolean).join(', ')}</span>,
          ])}
        />
      )}
      <Facts title="Masked in the visitor's browser" facts={counted(maskCounts)} none="Nothing had to be masked." />
      {counted(redactedCounts).length > 0 && (
        <Facts title="Found and removed on arrival" facts={counted(redactedCounts)} />
      )}
      <p className={classes.policy}>
        Masking rules <code>{policyHash}</code>
      </p>
    </ScrollRegion>
  )
}
