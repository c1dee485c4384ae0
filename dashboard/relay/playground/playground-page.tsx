import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { RelayPage } from '../relay-page.tsx'
import { AnswerSection } from './answer-section.tsx'
import { KeySection } from './key-section.tsx'
import { QuestionForm } from './question-form.tsx'
import { useAnswer } from './use-answer.ts'

const route = getRouteApi('/member/organizations/$organizationId/relay/playground')

export function PlaygroundPage() {
  const { organizationId } = route.useParams()
  // Nowhere else: a reload forgets it.
  const [key, setKey] = useState('')
  const { answer, ask, stop } = useAnswer()
  return (
    <RelayPage
      organizationId={organizationId}
      title="Playground"
      about="Ask a model through the relay, just as your program would. Nothing of it is kept: neither here nor there."
    >
      <KeySection organizationId={organizationId} value={key} onChange={setKey} />
      <QuestionForm
        secret={key.trim()}
        running={answer?.state === 'running'}
        onAsk={(question) => void ask({ key: key.trim(), ...question })}
        onStop={stop}
      />
      {answer && <AnswerSection organizationId={organizationId} answer={answer} />}
    </RelayPage>
  )
}
