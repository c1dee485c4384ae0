import { Loader } from '@mantine/core'
import { Failure } from '../../shell/failure.tsx'
import { Section } from '../../ui/section.tsx'
import { answerFacts } from './answer-facts.ts'
import classes from './playground.module.css'
import type { Answer } from './use-answer.ts'
import { useLogged } from './use-logged.ts'

const words = { running: 'Answering', done: 'Complete', stopped: 'Stopped', failed: 'Broken off' }

/** The answer as it comes, and what the relay says about it. */
export function AnswerSection({ organizationId, answer }: { organizationId: string; answer: Answer }) {
  const ended = answer.state !== 'running'
  const requestId = answer.headers?.get('x-vitrine-request-id') ?? undefined
  const facts = answerFacts(answer, useLogged(organizationId, ended ? requestId : undefined))
  return (
    <Section
      title="Answer"
      aside={
        <output className={classes.state}>
          {answer.state === 'running' && <Loader size={14} aria-hidden />}
          {words[answer.state]}
        </output>
      }
    >
      {answer.text && <p className={classes.answer}>{answer.text}</p>}
      {answer.error && <Failure error={answer.error} />}
      {facts.length > 0 && (
        <dl className={classes.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  )
}
