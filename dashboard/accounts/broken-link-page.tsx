import type { ReactNode } from 'react'
import { Mark } from '../shell/frame/mark.tsx'
import { RequestFailed } from '../shell/request-failed.ts'
import { CardPage } from '../ui/card-page.tsx'

/** Answered, and with a no: the link is at fault, not the way to the server. */
export const isBrokenLink = (error: unknown): boolean =>
  error instanceof RequestFailed && (error.code === 'not-found' || error.code === 'gone' || 'token' in error.fields)

type Props = { title?: string; whatNow: string; foot?: ReactNode }

export const BrokenLinkPage = ({ title = 'This link does not work', whatNow, foot }: Props) => (
  <CardPage
    title={title}
    about={`It was used already, its time is over, or a part of it is missing. ${whatNow}`}
    mark={<Mark size={40} />}
    foot={foot}
  />
)
