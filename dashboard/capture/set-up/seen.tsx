import { VisuallyHidden } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { Section } from '../../ui/section.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import classes from './set-up.module.css'
import { useDetections } from './use-detections.ts'

/** Where the snippet is running, live. */
export function Seen({ projectId }: { projectId: string }) {
  const { data = [] } = useDetections(projectId)
  return (
    <Section
      title="3. Open your site"
      about="As soon as the snippet runs on a page, its address shows up here by itself."
    >
      <div className={classes.seen}>
        <VisuallyHidden>
          <output>{data.length > 0 && `Seen on ${data.map(({ origin }) => origin).join(', ')}`}</output>
        </VisuallyHidden>
        {data.length === 0 ? (
          <p className={classes.listening}>
            <span className={classes.pulse} aria-hidden />
            Listening. Nothing seen in the last ten minutes.
          </p>
        ) : (
          <ul>
            {data.map(({ origin, lastSeen }) => (
              <li key={origin}>
                <IconCircleCheck size={19} aria-hidden />
                <span>
                  Seen on <b>{origin}</b>
                </span>
                <TimeAgo at={lastSeen} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  )
}
